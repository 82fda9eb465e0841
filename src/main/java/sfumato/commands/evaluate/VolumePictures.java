package sfumato.commands.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import ij.ImagePlus;

import sfumato.api.FolderScores;
import sfumato.output.NewFile;
import sfumato.output.OutputNames;
import sfumato.plots.BlandAltmanPlot;
import sfumato.statistics.BlandAltman;
import sfumato.text.CsvText;

/** The Bland-Altman plot of predicted and reference volumes, and its values as a file. */
final class VolumePictures {

	private VolumePictures() {}

	/** @param found at least two cases */
	static ImagePlus of(final String name, final FolderScores found) {
		final BlandAltman agreement = BlandAltman.of(found.volumes().stream().mapToDouble(FolderScores.Volume::predicted).toArray(), found
			.volumes().stream().mapToDouble(FolderScores.Volume::reference).toArray());
		return BlandAltmanPlot.of("Volumes of " + name, agreement, "prediction", "reference", "volume (" + found.volumeUnit() + ")")
			.getImagePlus();
	}

	/** Returns the file of the volumes beside that of the scores, e.g. scores-volumes.csv. */
	static Path beside(final Path scores) {
		return OutputNames.beside(scores, "-volumes.csv");
	}

	static void write(final List<FolderScores.Volume> cases, final Path file) throws IOException {
		final CsvText csv = new CsvText(List.of("case", "predicted", "reference"));
		for (final FolderScores.Volume c : cases)
			csv.add(List.of(c.name(), CsvText.number(c.predicted(), 6), CsvText.number(c.reference(), 6)));
		NewFile.writeText(file, csv.toString());
	}
}
