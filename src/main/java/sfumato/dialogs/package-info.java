/**
 * Dialog widgets that SciJava lacks. All are found by the style of a parameter and use nothing that is only in Fiji; in another user
 * interface, and without one, the parameters are plain texts and files.
 *
 * <table>
 * <caption>Styles of parameters</caption>
 * <tr><td>{@link sfumato.dialogs.AboutWidget#STYLE}</td><td>the head of a dialog: what the command does, with which image, help,
 * defaults</td></tr>
 * <tr><td>{@link sfumato.dialogs.SectionWidget#STYLE}, {@link sfumato.dialogs.SectionWidget#CLOSED}</td><td>a heading that shows
 * and hides what stands below it</td></tr>
 * <tr><td>{@link sfumato.dialogs.MethodWidget#ONE}, {@link sfumato.dialogs.MethodWidget#SUM},
 * {@link sfumato.dialogs.MethodWidget#LIST} with the class name of a kind of methods behind</td><td>a text with a menu of the
 * methods there are, and what the one at the cursor does and can be told</td></tr>
 * <tr><td>{@code directory}, {@code open}, {@code save}</td><td>files of our commands: {@link sfumato.dialogs.PathWidget} begins
 * to look where one looked last</td></tr>
 * </table>
 *
 * {@link sfumato.dialogs.MethodText} knows what there is to say of a method while it is typed; {@link sfumato.dialogs.HelpPage}
 * is a page of the documentation, which the jar carries.
 */
package sfumato.dialogs;
