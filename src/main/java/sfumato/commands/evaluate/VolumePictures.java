package sfumato.commands.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ij.ImagePlus;

import sfumato.labels.Comparison;
import sfumato.metrics.ConfusionMatrix;
import sfumato.output.NewFile;
import sfumato.output.OutputNames;
import sfumato.plots.BlandAltmanPlot;
import sfumato.scoring.CaseScoring;
import sfumato.scoring.ComparedCase;
import sfumato.statistics.BlandAltman;
import sfumato.statistics.CaseGroups;
import sfumato.text.CsvText;

/** The Bland-Altman plot of predicted and reference volumes, and its values as a file. */
final class VolumePictures {

	/**
	 * A case with its foreground volumes in the unit of the image, or in voxels without a unit.
	 *
	 * @param unit unit of the volumes, e.g. {@code mm³}
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

	/** Pools the cases of one patient and sums their volumes. */
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

	/**
	 * Draws a Bland-Altman plot of the volumes.
	 *
	 * @param cases at least two cases
	 */
	static ImagePlus of(final String name, final List<Sized> cases) {
		final BlandAltman agreement = BlandAltman.of(cases.stream().mapToDouble(Sized::predicted).toArray(), cases.stream()
			.mapToDouble(Sized::real).toArray());
		return BlandAltmanPlot.of("Volumes of " + name, agreement, "prediction", "reference", "volume (" + cases.get(0).unit() + ")")
			.getImagePlus();
	}

	/** Returns the file of the volumes beside that of the scores, e.g. scores-volumes.csv. */
	static Path beside(final Path scores) {
		return OutputNames.beside(scores, "-volumes.csv");
	}

	static void write(final List<Sized> cases, final Path file) throws IOException {
		final CsvText csv = new CsvText(List.of("case", "predicted", "reference"));
		for (final Sized c : cases)
			csv.add(List.of(c.row().name(), CsvText.number(c.predicted(), 6), CsvText.number(c.real(), 6)));
		NewFile.writeText(file, csv.toString());
	}
}
