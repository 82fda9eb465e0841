/**
 * The menu {@code Predict}: segments open images and folders.
 */
package sfumato.commands.predict;
