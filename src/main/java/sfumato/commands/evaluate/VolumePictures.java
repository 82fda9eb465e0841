package sfumato.commands.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import ij.ImagePlus;

import sfumato.labels.Comparison;
import sfumato.metrics.ConfusionMatrix;
import sfumato.output.NewFile;
import sfumato.plots.BlandAltmanPlot;
import sfumato.scoring.CaseScoring;
import sfumato.scoring.ComparedCase;
import sfumato.statistics.BlandAltman;
import sfumato.statistics.CaseGroups;
import sfumato.statistics.Csv;

/** What shows how large objects were predicted to be: the Bland-Altman plot, and its numbers as a file. */
final class VolumePictures {

	/**
	 * A case with the size of all that is not background, in the unit of the image (of voxels, if it has none).
	 *
	 * @param unit of the sizes, e.g. {@code mm³}
	 */
	record Sized(CaseScoring.Row row, double predicted, double real, String unit) {

		static Sized of(final CaseScoring.Row row, final ComparedCase c) {
			final Comparison images = c.labels();
			final ConfusionMatrix counts = row.counts();
			final long all = counts.total(), rightBackground = counts.truePositives(0);
			final String power = images.pixelSize().length == 2 ? "²" : "³";
			return new Sized(row, images.pixelVolume() * (all - rightBackground - counts.falsePositives(0)), images.pixelVolume() * (all -
				rightBackground - counts.falseNegatives(0)), images.unit() + power);
		}
	}

	/** Cases of one patient as one, of their summed sizes. */
	static List<Sized> pooled(final List<Sized> cases, final CaseScoring scoring, final CaseGroups patients) {
		final Map<String, double[]> sizes = new HashMap<>();
		for (final Sized c : cases) {
			final double[] sum = sizes.computeIfAbsent(patients.of(c.row().name()), k -> new double[2]);
			sum[0] += c.predicted();
			sum[1] += c.real();
		}
		return scoring.pooled(cases.stream().map(Sized::row).toList(), patients).stream().map(r -> new Sized(r, sizes.get(r.name())[0],
			sizes.get(r.name())[1], cases.get(0).unit())).toList();
	}

	private VolumePictures() {}

	/** @param cases at least two */
	static ImagePlus of(final String name, final List<Sized> cases) {
		final BlandAltman agreement = BlandAltman.of(cases.stream().mapToDouble(Sized::predicted).toArray(), cases.stream()
			.mapToDouble(Sized::real).toArray());
		return BlandAltmanPlot.of("Volumes of " + name, agreement, "prediction", "reference", "volume (" + cases.get(0).unit() + ")")
			.getImagePlus();
	}

	/** The file of the volumes beside that of the scores: scores-volumes.csv. */
	static Path beside(final Path scores) {
		final String name = scores.getFileName().toString();
		final int dot = name.lastIndexOf('.');
		return scores.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + "-volumes.csv");
	}

	static void write(final List<Sized> cases, final Path file) throws IOException {
		final StringBuilder csv = new StringBuilder("case,predicted,reference\n");
		for (final Sized c : cases)
			csv.append(Csv.line(List.of(c.row().name(), String.format(Locale.ROOT, "%.6f", c.predicted()), String.format(Locale.ROOT,
				"%.6f", c.real()))));
		NewFile.writeText(file, csv);
	}
}
