/**
 * Checks owners and permissions of files. Code and settings are loaded only from files that nobody but this user and the system's
 * administrators can change ({@link sfumato.security.Trust}), and what only this user may read lies in a
 * {@link sfumato.security.PrivateFolder}.
 */
package sfumato.security;
