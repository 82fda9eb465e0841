/**
 * Methods by name: how {@code 0.25*cross-entropy + 0.75*dice-semimetric(variant: DML2)} in a macro, a dialog, a log line or
 * a {@code model.json} becomes objects.
 *
 * <h2>Grammar</h2>
 *
 * <pre>
 * sum    = [number "*"] method {"+" [number "*"] method}
 * list   = sum {"," sum}                              split at top-level commas only
 * method = name ["(" key ":" value {"," key ":" value} ")"]
 * value  = number | true | false | constant | text | method
 * </pre>
 *
 * Names are kebab-case; names, keys and constants are matched without regard to case. The separator is a colon because
 * ImageJ's macro option parser would take {@code key=} inside another option's brackets for an option of its own.
 *
 * <h2>To add a method</h2>
 *
 * One file: a {@code final} class with {@code @Plugin(type = …, name = "…", description = "…")}, a nested
 * {@code record Options(…)} if it has any (its compact constructor validates, its no-argument constructor holds the
 * defaults, the only place where they are written), and public constructors {@code ()} and {@code (Options)} that hand it on to
 * {@link sfumato.methods.Configured}. Methods that have the same options may extend a class that has the record.
 * {@link sfumato.methods.Methods} finds it in the plugin index that scijava-common's annotation processor
 * writes at compile time; no Context and no registration are needed.
 * <p>
 * Checking a text needs the {@code Options} records only. It therefore works where a method itself could not be loaded,
 * for instance in a dialog on a machine without tensor engine.
 */
package sfumato.methods;
