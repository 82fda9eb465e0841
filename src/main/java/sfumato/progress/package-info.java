/** Progress reports and cancellation of long tasks. */
package sfumato.progress;
