/**
 * What there is to choose about a training.
 * <p>
 * {@link sfumato.training.settings.TrainingKey} is the table that commands, presets, {@code training.json}, the wizard and the
 * documentation take it from; a {@link sfumato.training.settings.TrainingConfiguration} holds every choice, and a
 * {@link sfumato.training.settings.TrainingPreset} is such a choice by name.
 * <p>
 * Internal; other programs call {@link sfumato.api}.
 */
package sfumato.training.settings;
