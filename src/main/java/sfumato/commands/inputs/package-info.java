/**
 * Inputs that several commands share, and what their texts mean.
 */
package sfumato.commands.inputs;
