package sfumato.commands.train;

import java.io.IOException;
import java.util.Optional;

import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.measure.ResultsTable;

import sfumato.api.CrossValidation;
import sfumato.api.Dataset;
import sfumato.api.MethodTable;
import sfumato.api.Sfumato;
import sfumato.commands.evaluate.ComparisonTables;
import sfumato.commands.inputs.CountedClassesInput;
import sfumato.commands.inputs.OutputFolderInputs;
import sfumato.commands.inputs.PoolInput;
import sfumato.commands.inputs.grouping.Inputs;
import sfumato.dialogs.SectionWidget;
import sfumato.progress.Progress;
import sfumato.text.UserException;

/** Cross-validates several label modes on the folds of a dataset; the API's {@link CrossValidation}. */
@Plugin(type = Command.class, headless = true,
	description = "Cross-validates several label fusions on the folds of a dataset and compares them.", menu = {
		@Menu(label = "Plugins"), @Menu(label = "Sfumato"), @Menu(label = "Train", weight = 2),
		@Menu(label = "Cross-Validate...", weight = 203) })
public class CrossValidate extends TrainingCommand {

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.STYLE, label = " ", persist = false, required = false)
	private final String headmethods = "Compared label fusions";

	@Parameter(label = "Methods", persist = false, required = false,
		description = "label fusions to compare, separated by commas; each with a label smoothing after a plus sign if wanted")
	private String methods = "majority, random-rater, average, dice-weighted, majority+boundary(epsilon: 0.5)";

	@Parameter(label = "Number of folds", min = "2", persist = false, required = false, description = "number of folds")
	private Integer folds = 5;

	@Parameter(label = "Fold assignment", choices = { "contiguous", "shuffled", "recorded" }, persist = false,
		required = false, description = "assignment of cases to folds: contiguous (neighbours, as in the paper), shuffled (by the seed), or" +
			" recorded (folds.csv in the dataset)")
	private String order = "contiguous";

	@Parameter(label = "Group by patient", persist = false, required = false,
		description = "regular expression for the beginning of a case's name, e.g. patient\\d+; cases with equal beginnings stay in one fold")
	private String group = "";

	@Inputs
	private final PoolInput pool = new PoolInput();

	@Inputs
	private final CountedClassesInput classes = new CountedClassesInput();

	@Parameter(label = "Folds to run", persist = false, required = false,
		description = "folds to run or to merge, counted from 1, e.g. 1-2 or 1+3; empty for all")
	private String fold = "";

	@Parameter(label = "Shard (part/parts)", persist = false, required = false,
		description = "share of the runs for this machine, e.g. 2/5, the second of five; all machines write to the same folder; empty for all")
	private String shard = "";

	@Parameter(label = "Merge only", persist = false, required = false,
		description = "train nothing and merge the results of earlier runs with shard or fold")
	private Boolean merge = false;

	@Parameter(visibility = ItemVisibility.MESSAGE, style = SectionWidget.STYLE, label = " ", persist = false, required = false)
	private final String headresult = "Result";

	@Inputs(texts = { @Inputs.Text(of = "output", label = "Folder",
		description = "folder for models, scores and tables; an interrupted run is resumed in it"), @Inputs.Text(of = "overwrite",
			description = "delete an earlier cross-validation in the folder and start again") })
	private final OutputFolderInputs output = new OutputFolderInputs();

	@Parameter(type = ItemIO.OUTPUT, label = "Results", description = "one row per method")
	private ResultsTable results;

	@Parameter(type = ItemIO.OUTPUT, label = "Pairs of methods", description = "one row per pair of methods and metric")
	private ResultsTable pairs;

	@Override
	protected void check() throws IOException {
		if (merge && !shard.isBlank()) throw new UserException(
			TrainMenuMessages.mergeAndShard());
		if (merge && output.overwrite()) throw new UserException(
			TrainMenuMessages.mergeAndOverwrite());
		validation(sfumato(Progress.none())).check(output.path());
	}

	@Override
	protected void execute(final Progress progress) throws IOException {
		final Optional<MethodTable> table;
		if (merge) table = validation(sfumato(progress)).merge(output.path());
		else {
			logPreset(progress);
			final CrossValidation.Result done = trainSeveral(this::validation, v -> v.overwrite(output.overwrite()).to(output.path()), output
				.folder(), progress);
			progress.log(TrainMenuMessages.partsMade(label(), done.made(), done.skipped()));
			if (done.isShard()) progress.log(TrainMenuMessages.mergeLater(label()));
			table = done.table();
		}
		if (table.isEmpty()) return;
		table.get().toString().lines().forEach(progress::log);
		results = ComparisonTables.methods(table.get());
		pairs = ComparisonTables.pairs(table.get());
	}

	private CrossValidation validation(final Sfumato sfumato) throws IOException {
		return chosen(sfumato.crossValidate(Dataset.of(selection()))).methods(methods).folds(folds).order(order).group(group).pool(pool.pool())
			.classes(classes.name()).fold(fold).shard(shard);
	}
}
