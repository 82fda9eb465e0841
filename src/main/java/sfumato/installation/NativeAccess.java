package sfumato.installation;

import java.util.List;

/** Options with which a Java that asks for them lets the tensor library in without warnings. */
public final class NativeAccess {

	/** From this version on, Java warns of code that loads libraries or addresses memory itself, which DJL, jna and zstd do. */
	private static final int FIRST = 24;

	private NativeAccess() {}

	/** Options for a process with the Java of this one. */
	public static List<String> options() {
		return options(Runtime.version().feature());
	}

	/** Options for a version of Java; older ones know some of them, but do not need them, and others end with an error. */
	static List<String> options(final int version) {
		return version < FIRST ? List.of() : List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
	}
}
