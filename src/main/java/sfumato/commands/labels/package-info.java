/**
 * The menu {@code Labels}: opens, checks, prepares and converts label maps, fuses raters and simulates them.
 */
package sfumato.commands.labels;
