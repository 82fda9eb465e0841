/**
 * Runs macros and scripts without Fiji, e.g. on a cluster or in continuous integration.
 *
 * <pre>
 * mvn -q compile exec:java                                                     runs macros/Quickstart.ijm
 * mvn -q compile exec:java -Dexec.args="my.ijm dataset=/data/brain,task=1"     runs any macro with that argument
 * </pre>
 *
 * <table>
 * <caption>How the pieces fit</caption>
 * <tr><td>{@link sfumato.standalone.Main}</td><td>patches ImageJ 1 for a machine without screen (ij1-patcher), then leaves
 * by the exit status</td></tr>
 * <tr><td>{@code Launcher}</td><td>what file, what language, what to say when it fails</td></tr>
 * <tr><td>{@link sfumato.standalone.EmbeddedImageJ}</td><td>ImageJ 1 and a SciJava context in one JVM, without windows</td></tr>
 * <tr><td>{@code MacroBridge}</td><td>leads {@code run("Label...", …)} of a macro to the SciJava command of that label, as
 * imagej-legacy does in Fiji</td></tr>
 * <tr><td>{@code ConsoleStatus}</td><td>prints the status bar</td></tr>
 * </table>
 *
 * The order matters: the patches go into the classes of ImageJ 1 while they are loaded, so {@code Main} must not mention one of
 * them, and the JVM needs {@code --add-opens=java.base/java.lang=ALL-UNNAMED} ({@code .mvn/jvm.config} has it).
 */
package sfumato.standalone;
