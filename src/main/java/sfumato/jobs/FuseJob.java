package sfumato.jobs;

import java.util.Optional;

import sfumato.engine.counting.FusionTensors;
import sfumato.fusion.LabelFusion;
import sfumato.fusion.PatternTable;
import sfumato.labels.HardRaters;
import sfumato.labels.ProbabilityMap;
import sfumato.labels.Raters;
import sfumato.methods.Methods;
import sfumato.progress.Progress;

/**
 * Fuses raters on the device. Methods that look at more than the labels of a pixel, raters with too many patterns of labels, and
 * raters who gave probabilities are left to the processor; the log says so.
 */
public record FuseJob(LabelFusion method, Raters raters, Compute compute) implements Job<ProbabilityMap> {

	@Override
	public String title() {
		return "a fusion";
	}

	@Override
	public long bytes() {
		return JobMemory.pixels(raters.dimensions(), raters.size() + raters.numClasses());
	}

	@Override
	public ProbabilityMap execute(final Workbench bench, final Progress progress) {
		if (raters.onlyLabelling() instanceof final HardRaters some && some.size() > 0) {
			final Optional<PatternTable> table = PatternTable.of(method, some);
			if (table.isPresent()) return FusionTensors.fuse(table.get(), some, bench.device(), progress);
		}
		progress.log(JobMessages.onProcessor(Methods.textOf(method)));
		return method.fuse(raters);
	}
}
