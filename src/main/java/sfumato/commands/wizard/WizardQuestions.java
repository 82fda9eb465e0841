package sfumato.commands.wizard;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import ij.ImagePlus;

/** Questions of the wizard to the user, and files that it opens; {@link WizardWindow} implements them with dialogs. */
interface WizardQuestions {

	/** What to do with results that are there already. */
	enum Answer {
		KEEP_BOTH, REPLACE, GO_ON
	}

	/**
	 * What to do with results of an earlier run; nothing is done without an answer.
	 *
	 * @param unfinished whether it is a training that can be continued
	 */
	Optional<Answer> existing(WizardStep step, List<Path> files, boolean unfinished);

	/** Whether to stop a training without a model. */
	boolean reallyCancel();

	/** Where to write the macro. */
	Optional<Path> macroFile(Path suggestion);

	/** Opens images in windows of ImageJ. */
	void open(List<ImagePlus> images);

	/** Closes the wizard. */
	void close();
}
