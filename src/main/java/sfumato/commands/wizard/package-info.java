/**
 * The segmentation wizard.
 * <p>
 * {@link sfumato.commands.wizard.SegmentationWizard} has no logic of a science: {@code WizardPlan} knows the steps, what is chosen and what
 * is allowed next (for the way from a folder); {@code WizardLines} writes the lines of a macro that a step is; {@code WizardRunner} runs these through the
 * commands; {@code WizardSession} does that in the background; {@code WizardPanel} and the pages only show it.
 * <p>
 * The second way, from an open image, has a {@code DrawingPlan} of rounds, a {@code DrawingSession} and a {@code DrawingPanel};
 * {@code DrawnOutlines} is what raters have drawn. {@code WizardStart} offers both ways and the runs that can be continued, each a
 * {@code SavedRun} beside its results.
 */
package sfumato.commands.wizard;
