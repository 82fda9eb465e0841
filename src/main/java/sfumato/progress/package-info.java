/**
 * How long work tells how far it is, and hears that it is no longer wanted.
 */
package sfumato.progress;
