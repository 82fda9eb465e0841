/**
 * What is said in words of a model or a result: {@link sfumato.reports.ModelReport} reads all that a model's folder knows, and
 * {@link sfumato.reports.MethodsText} makes of it what the methods section of a paper needs, with the references of what was used.
 * <p>
 * References are the entries of {@code references.bib} beside this package. Its field {@code used} names what an entry is cited for; a
 * new method with a source gets an entry there, and a test asks for it.
 */
package sfumato.reports;
