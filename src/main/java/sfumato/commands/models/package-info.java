/** The menu {@code Models}: model folders, and the PyTorch library that runs them. */
package sfumato.commands.models;
