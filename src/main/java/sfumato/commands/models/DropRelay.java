package sfumato.commands.models;

import java.awt.Component;
import java.awt.EventQueue;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.awt.dnd.DnDConstants;
import java.awt.dnd.DropTarget;
import java.awt.dnd.DropTargetDragEvent;
import java.awt.dnd.DropTargetDropEvent;
import java.awt.dnd.DropTargetEvent;
import java.awt.dnd.DropTargetListener;
import java.io.File;
import java.io.IOException;
import java.util.List;

import ij.IJ;
import ij.ImageJ;
import ij.gui.Toolbar;

/** A drop target that handles Sfumato's files and forwards everything else to the component's previous drop target. */
final class DropRelay implements DropTargetListener {

	private final DropTarget before;
	private final DroppedFiles ours;

	private DropRelay(final DropTarget before, final DroppedFiles ours) {
		this.before = before;
		this.ours = ours;
	}

	/** Installs the handler before that of ImageJ's window, if there is one. */
	static void install(final DroppedFiles ours) {
		EventQueue.invokeLater(() -> {
			final ImageJ window = IJ.getInstance();
			if (window == null) return;
			for (final Component c : new Component[] { window, Toolbar.getInstance(), window.getStatusBar() }) {
				final DropTarget target = c == null ? null : c.getDropTarget();
				// not a child that only inherits its parent's, which has none of its own
				if (target != null && target.getComponent() == c) c.setDropTarget(new DropTarget(c, new DropRelay(target, ours)));
			}
		});
	}

	@Override
	public void drop(final DropTargetDropEvent event) {
		if (event.isDataFlavorSupported(DataFlavor.javaFileListFlavor)) {
			event.acceptDrop(DnDConstants.ACTION_COPY); // before the names may be read; ImageJ accepts it, too
			final List<File> files = files(event);
			if (ours.opens(files)) {
				event.dropComplete(true);
				ours.open(files);
				return;
			}
		}
		before.drop(event);
	}

	@SuppressWarnings("unchecked") // what this flavour is
	private static List<File> files(final DropTargetDropEvent event) {
		try {
			return (List<File>) event.getTransferable().getTransferData(DataFlavor.javaFileListFlavor);
		}
		catch (final UnsupportedFlavorException | IOException e) {
			return List.of();
		}
	}

	@Override
	public void dragEnter(final DropTargetDragEvent event) {
		before.dragEnter(event);
	}

	@Override
	public void dragOver(final DropTargetDragEvent event) {
		before.dragOver(event);
	}

	@Override
	public void dropActionChanged(final DropTargetDragEvent event) {
		before.dropActionChanged(event);
	}

	@Override
	public void dragExit(final DropTargetEvent event) {
		before.dragExit(event);
	}
}
