/**
 * The segmentation wizard.
 * <p>
 * {@link sfumato.commands.wizard.SegmentationWizard} has no logic of a science: {@code WizardPlan} knows the steps, what is chosen and what
 * is allowed next; {@code WizardLines} writes the lines of a macro that a step is; {@code WizardRunner} runs these through the
 * commands; {@code WizardSession} does that in the background; {@code WizardPanel} and the pages only show it.
 */
package sfumato.commands.wizard;
