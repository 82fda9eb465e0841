/**
 * Reads text of users and other programs with size limits, and quotes it shortened in one-sentence messages. And what people are told
 * of errors ({@link sfumato.text.Reason}) and of a lack of memory ({@link sfumato.text.MemoryShortage}).
 */
package sfumato.text;
