package sfumato.commands.wizard;

import java.awt.Component;
import java.awt.Dimension;
import java.util.List;

import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.SwingConstants;
import javax.swing.table.DefaultTableCellRenderer;
import javax.swing.table.DefaultTableModel;
import javax.swing.table.TableColumn;

import sfumato.commands.tables.TableText;

/** A read-only table. */
final class WizardTable extends JScrollPane {

	private static final long serialVersionUID = 1;
	private static final int MARGIN = 14, WIDEST = 520, WANTED_WIDTH = 360, WANTED_HEIGHT = 140;

	private final JTable table = new JTable();

	WizardTable() {
		setViewportView(table);
		setColumnHeaderView(table.getTableHeader());
		table.setFillsViewportHeight(true);
		table.getTableHeader().setReorderingAllowed(false);
		setPreferredSize(new Dimension(WANTED_WIDTH, WANTED_HEIGHT));
	}

	boolean hasColumns() {
		return table.getColumnCount() > 0;
	}

	/**
	 * Shows a table.
	 *
	 * @param numbers whether all columns except the first are right-aligned
	 */
	void show(final TableText text, final boolean numbers) {
		final List<String> columns = text.columns();
		table.setModel(new DefaultTableModel(columns.toArray(), 0) {

			private static final long serialVersionUID = 1;

			@Override
			public boolean isCellEditable(final int row, final int column) {
				return false;
			}
		});
		text.rows().forEach(row -> ((DefaultTableModel) table.getModel()).addRow(row.toArray()));
		table.setRowHeight(table.getFontMetrics(table.getFont()).getHeight() + 6);
		table.setAutoResizeMode(numbers ? JTable.AUTO_RESIZE_OFF : JTable.AUTO_RESIZE_LAST_COLUMN);
		for (int c = 0; c < columns.size(); c++) {
			final DefaultTableCellRenderer cells = new DefaultTableCellRenderer();
			cells.setHorizontalAlignment(numbers && c > 0 ? SwingConstants.TRAILING : SwingConstants.LEADING);
			final TableColumn column = table.getColumnModel().getColumn(c);
			column.setCellRenderer(cells);
			if (numbers || c < columns.size() - 1) fit(column, c);
		}
	}

	/** Fits the width of a column to its contents. */
	private void fit(final TableColumn column, final int c) {
		final Component head = table.getTableHeader().getDefaultRenderer().getTableCellRendererComponent(table, column
			.getHeaderValue(), false, false, -1, c);
		int width = head.getPreferredSize().width;
		for (int r = 0; r < table.getRowCount(); r++)
			width = Math.max(width, table.prepareRenderer(table.getCellRenderer(r, c), r, c).getPreferredSize().width);
		column.setPreferredWidth(Math.min(WIDEST, width + MARGIN));
		column.setMaxWidth(column.getPreferredWidth()); // if it is one of text, the last one takes the rest
	}
}
