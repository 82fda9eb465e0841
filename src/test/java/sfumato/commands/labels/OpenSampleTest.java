package sfumato.commands.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import ij.ImagePlus;
import ij.WindowManager;

import sfumato.commands.MacroRunner;
import sfumato.images.RaterAxis;
import sfumato.images.StackGeometry;
import sfumato.labels.MissingLabels;
import sfumato.labels.Raters;

class OpenSampleTest {

	@Test
	void imagesAreFramesAndNoVolume() {
		MacroRunner.run("run(\"Cells by Five Raters\");").value();
		final ImagePlus cells = WindowManager.getImage("cells"), raters = WindowManager.getImage("cells-raters");
		assertEquals("16 images, one per frame", StackGeometry.of(cells).describe());
		assertEquals("5 raters, one per channel, each of 16 images, one per frame.", RaterAxis.AUTO.describe(raters));
		assertEquals("case16", cells.getStack().getSliceLabel(16));
	}

	@Test
	void ratersAreCalledByTheirNumbers() {
		MacroRunner.run("run(\"Cells by Five Raters\");").value();
		final Raters raters = RaterAxis.AUTO.split(WindowManager.getImage("cells-raters"), OptionalInt.empty(), OptionalInt.empty(),
			MissingLabels.NONE);
		assertEquals(List.of("1", "2", "3", "4", "5"), List.of(raters.hard().name(0), raters.hard().name(1), raters.hard().name(2), raters.hard()
			.name(3), raters.hard().name(4)));
	}
}
