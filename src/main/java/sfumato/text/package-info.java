/**
 * Text that people or other programs have written: it is read with limits, because no file is to be believed, and it is quoted
 * shortened, because a message is one sentence.
 */
package sfumato.text;
