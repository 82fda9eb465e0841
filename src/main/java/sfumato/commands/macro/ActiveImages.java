package sfumato.commands.macro;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.WindowManager;

import sfumato.commands.BaseCommand;
import sfumato.commands.MacroCall;
import sfumato.commands.inputs.ImageRole;
import sfumato.commands.inputs.OpenSegmentations;

/**
 * Preselects open images, as the {@link ImageRole} of each input says. A macro or a script that leaves the {@link ImageRole#ACTIVE} one
 * out gets the active image. A dialog begins with the images and asks, so that they can be changed and are recorded.
 * <p>
 * ImageJ knows the active image per thread, and in batch mode only the macro's own thread knows it. Preprocessors are created
 * on the calling thread and run on another, so the field is filled by the constructor.
 */
@Plugin(type = PreprocessorPlugin.class, priority = 1.5 * Priority.VERY_HIGH)
public class ActiveImages extends AbstractPreprocessorPlugin {

	private final ImagePlus active = MacroCall.activeImage();

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof final BaseCommand command)) return;
		final boolean asks = !command.macro().isMacro() && !command.isCalledByScript();
		if (asks && WindowManager.getImageCount() == 0 && images(module).anyMatch(i -> i.isRequired() && !module.isInputResolved(i
			.getName())))
		{
			cancel(MacroMessages.noOpenImage(command.label()));
			return;
		}
		if (active == null) return;
		fill(module, ImageRole.ACTIVE, asks);
		if (!asks) return;
		if (OpenSegmentations.areRaters(active)) fill(module, ImageRole.RATERS, true);
		final Set<ImagePlus> taken = new HashSet<>();
		images(module).map(i -> i.getValue(module)).forEach(taken::add);
		for (final ModuleItem<ImagePlus> input : open(module, ImageRole.SEGMENTATION))
			OpenSegmentations.other(active, taken).ifPresent(image -> {
				module.setInput(input.getName(), image);
				taken.add(image);
			});
		final Map<String, ImagePlus> preselected = new HashMap<>();
		images(module).filter(i -> i.getValue(module) != null).forEach(i -> preselected.put(i.getName(), i.getValue(module)));
		command.preselect(preselected);
	}

	private void fill(final Module module, final String role, final boolean asks) {
		for (final ModuleItem<ImagePlus> input : open(module, role)) {
			if (!asks && isReplaced(module, input)) continue;
			module.setInput(input.getName(), active);
			if (!asks) module.resolveInput(input.getName());
		}
	}

	private static List<ModuleItem<ImagePlus>> open(final Module module, final String role) {
		return images(module).filter(i -> role.equals(i.getWidgetStyle()) && !module.isInputResolved(i.getName())).toList();
	}

	@SuppressWarnings("unchecked")
	static Stream<ModuleItem<ImagePlus>> images(final Module module) {
		return StreamSupport.stream(module.getInfo().inputs().spliterator(), false).filter(i -> i.getType() == ImagePlus.class).map(
			i -> (ModuleItem<ImagePlus>) i);
	}

	/** Whether something was given that there may be instead of the image. */
	static boolean isReplaced(final Module module, final ModuleItem<ImagePlus> image) {
		final String others = image.get(ImageRole.INSTEAD);
		return others != null && Stream.of(others.split(" ")).anyMatch(name -> module.getInput(name) != null);
	}
}
