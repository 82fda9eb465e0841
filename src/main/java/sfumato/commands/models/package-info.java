/**
 * The menu {@code Models}: what is done with model folders and with the PyTorch library that runs them.
 */
package sfumato.commands.models;
