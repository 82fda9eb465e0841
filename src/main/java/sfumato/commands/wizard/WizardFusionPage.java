package sfumato.commands.wizard;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.Image;
import java.util.List;
import java.util.OptionalInt;

import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JSlider;

import ij.ImagePlus;
import ij.process.ImageProcessor;

import sfumato.commands.evaluate.RaterPictures;
import sfumato.commands.wizard.WizardRunner.Outcome;
import sfumato.fusion.LabelFusion;
import sfumato.images.RaterAxis;
import sfumato.images.StackGeometry;
import sfumato.labels.HardRaters;
import sfumato.labels.LabelClass;
import sfumato.labels.MissingLabels;
import sfumato.methods.Methods;
import sfumato.plots.Overlays;
import sfumato.plots.PerceptualLut;
import sfumato.progress.Progress;
import sfumato.text.Excerpt;

/** The page with a case, its raters' outlines and their fusion, for any case and method that the user chooses. */
final class WizardFusionPage extends WizardPage {

	private static final long serialVersionUID = 1;
	private static final int PICTURE = 512, SLIDER = 320;

	private final JSlider slider = new JSlider(1, 1, 1);
	private final JLabel name, meaning;
	private final JComboBox<String> method = WizardForm.choice(this::choose, "average", "dice-weighted", "staple", "majority");
	private final WizardPicture image = new WizardPicture(" "), outlines = new WizardPicture(" "), soft = new WizardPicture(" ");
	private transient WizardData shown;

	WizardFusionPage(final WizardSession session) {
		super(session);
		final WizardForm form = new WizardForm();
		slider.setPreferredSize(new Dimension(SLIDER, slider.getPreferredSize().height));
		meaning = form.add("Fusion", method, " ");
		name = form.add("Case", slider, " ");
		name.setForeground(null);
		add(form, BorderLayout.NORTH);
		add(beside(image, outlines, soft), BorderLayout.CENTER);
		slider.setSnapToTicks(true);
		slider.addChangeListener(e -> {
			final WizardData data = plan().data();
			if (data == null || data != shown) return;
			plan().choose(WizardInput.CASE, data.cases().get(slider.getValue() - 1));
			session.touch(WizardStep.FUSION);
		});
	}

	private void choose(final String value) {
		plan().choose(WizardInput.FUSION, value);
		session.touch(WizardStep.FUSION);
	}

	@Override
	void refresh() {
		final WizardData data = plan().data();
		if (data == null) return;
		if (data != shown) {
			shown = null;
			slider.setMaximum(data.cases().size());
			slider.setValue(1 + data.cases().indexOf(plan().get(WizardInput.CASE)));
			shown = data;
			WizardForm.show(method, plan().get(WizardInput.FUSION));
		}
		meaning.setText(Methods.of(LabelFusion.class).description(plan().get(WizardInput.FUSION)));
		name.setText(plan().get(WizardInput.CASE) + " (" + slider.getValue() + " of " + data.cases().size() + ")");
	}

	@Override
	Runnable pictures(final List<Outcome> outcomes) {
		final ImagePlus raw = small(outputs(outcomes, "image", ImagePlus.class).get(0), "bilinear"), drawn = small(outputs(outcomes,
			"raters", ImagePlus.class).get(0), "none"), fused = small(outputs(outcomes, "fused", ImagePlus.class).get(0), "bilinear");
		final RaterAxis along = RaterAxis.AUTO;
		final HardRaters labels = along.split(drawn, OptionalInt.empty(), OptionalInt.empty(), MissingLabels.parse(plan().data()
			.missing())).hard();
		final RaterPictures pictures = new RaterPictures(raw.getTitle(), labels, StackGeometry.of(drawn).without(along.resolve(drawn)));
		final int plane = pictures.mostDisputed();
		final Image a = Overlays.draw("", pictures.background(raw, plane), List.of(), PICTURE).getImage(), b = withoutLegend(pictures
			.outlines(raw, PICTURE, Progress.none()), raw), c = softLabel(fused, plane);
		final String where = fused.getNSlices() * fused.getNFrames() > 1 ? ", plane " + (plane + 1) : "", legend = legend(labels.names());
		return () -> {
			image.show(a, "Image" + where);
			outlines.show(b, legend);
			soft.show(c, "Soft label: dark 0, yellow 1");
		};
	}

	/** Shrinks a large image, because outlines in it would be thinner than a pixel of the screen. */
	private static ImagePlus small(final ImagePlus image, final String interpolation) {
		return image.getWidth() <= PICTURE ? image : image.resize(PICTURE, Math.max(1, image.getHeight() * PICTURE / image.getWidth()),
			interpolation);
	}

	/** Removes the legend, which would be too small to read. The page writes it above the picture. */
	static Image withoutLegend(final ImagePlus picture, final ImagePlus image) {
		final ImageProcessor pixels = picture.getProcessor();
		pixels.setRoi(0, 0, pixels.getWidth(), pixels.getWidth() / image.getWidth() * image.getHeight());
		return pixels.crop().getBufferedImage();
	}

	static String legend(final List<String> names) {
		final List<LabelClass> colors = LabelClass.defaults(names.size() + 1);
		final StringBuilder html = new StringBuilder("<html>Raters&nbsp; ");
		for (int r = 0; r < names.size(); r++)
			html.append(String.format("<font color='#%06x'>&#9632;</font> %s&nbsp; ", colors.get(r + 1).rgb() & 0xffffff, Excerpt.html(names
				.get(r).replace("rater ", ""))));
		return html.toString();
	}

	/** Draws the foreground probability of a plane. */
	static Image softLabel(final ImagePlus map, final int plane) {
		final ImageProcessor background = map.getStack().getProcessor(1 + plane * map.getNChannels()).duplicate();
		background.multiply(-1);
		background.add(1);
		background.setMinAndMax(0, 1);
		final ImageProcessor bytes = background.convertToByteProcessor(true);
		bytes.setLut(PerceptualLut.lut());
		final int factor = Math.max(1, PICTURE / bytes.getWidth());
		return bytes.convertToRGB().resize(factor * bytes.getWidth(), factor * bytes.getHeight()).getBufferedImage();
	}
}
