/**
 * Reports in words: {@link sfumato.reports.ModelReport} reads everything in a model folder, and {@link sfumato.reports.MethodsText}
 * writes the methods section of a paper from it, with references.
 * <p>
 * References are the entries of {@code references.bib} beside this package. Its field {@code used} names what an entry is cited for; a
 * new method with a source gets an entry there, and a test asks for it.
 */
package sfumato.reports;
