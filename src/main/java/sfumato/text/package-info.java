/**
 * Text that people or other programs have written: it is read with limits, because no file is to be believed, and it is quoted
 * shortened, because a message is one sentence. And what people are told of errors ({@link sfumato.text.Reason}) and of a lack of
 * memory ({@link sfumato.text.MemoryShortage}).
 */
package sfumato.text;
