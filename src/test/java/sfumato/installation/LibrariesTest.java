package sfumato.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.Gson;

class LibrariesTest {

	@TempDir
	private Path folder;

	private List<String> conflicts(final Path... jars) throws IOException {
		final URL[] urls = Arrays.stream(jars).map(LibrariesTest::url).toArray(URL[]::new);
		try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
			return Stream.concat(Libraries.tooOld(loader, true).stream(), Libraries.severalTimes(loader).stream()).toList();
		}
	}

	private static URL url(final Path jar) {
		try {
			return jar.toUri().toURL();
		}
		catch (final MalformedURLException e) {
			throw new AssertionError(e);
		}
	}

	/** As in the jna 3.2.7 that Fiji had in November 2025: a Native that has not the later method. */
	private Path oldJna() throws IOException {
		final Path source = folder.resolve("Native.java");
		Files.writeString(source, "package com.sun.jna; public class Native { public static Object loadLibrary(String name," +
			" Class<?> type) { return null; } }");
		ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), source.toString());
		final Path jar = folder.resolve("jna-3.2.7.jar");
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
			zip.putNextEntry(new ZipEntry("com/sun/jna/Native.class"));
			Files.copy(folder.resolve("com/sun/jna/Native.class"), zip);
			zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
			zip.write("Manifest-Version: 1.0\nImplementation-Version: 3.2.7\n".getBytes(StandardCharsets.UTF_8));
		}
		return jar;
	}

	private static Path ourGson() {
		return Path.of(Gson.class.getProtectionDomain().getCodeSource().getLocation().getPath());
	}

	@Test
	void namesAnOldJnaWithItsVersion() throws IOException {
		final Path jar = oldJna();
		assertEquals(List.of(InstallationMessages.tooOld("jna", "\"" + jar + "\" (version 3.2.7)",
			InstallationMessages.noGpuWithIt())), conflicts(jar));
	}

	@Test
	void namesDuplicateLibraries() throws IOException {
		final Path second = Files.copy(ourGson(), folder.resolve("gson-copy.jar"));
		assertEquals(List.of("There are 2 of gson; \"" + ourGson() + "\" (version 2.10.1) is used, and not \"" + second +
			"\" (version 2.10.1)."), conflicts(ourGson(), second));
	}

	@Test
	void findsNoConflictOnTheClassPath() {
		final ClassLoader own = LibrariesTest.class.getClassLoader();
		assertEquals(List.of(), Libraries.tooOld(own, true));
		assertEquals(List.of(), Libraries.severalTimes(own));
	}

	@Test
	void ignoresMissingLibraries() throws IOException {
		assertEquals(List.of(), conflicts());
	}
}
