package sfumato.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sfumato.Says.assertSays;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sfumato.Says;

class NiftiPairTest {

	@TempDir
	Path folder;

	private void save(final int version, final String header, final String pixels) throws IOException {
		final byte[] all = new NiftiBytes(version, ByteOrder.BIG_ENDIAN, 2, 3, 2).magic("ni" + version).offset(16).with(b -> {
			for (int i = 0; i < 6; i++)
				b.put((byte) (10 + i));
		});
		final byte[] data = new byte[22];
		System.arraycopy(all, all.length - 6, data, 16, 6);
		NiftiBytes.save(folder.resolve(header), Arrays.copyOf(all, version == 1 ? 348 : 540));
		NiftiBytes.save(folder.resolve(pixels), data);
	}

	private float first(final String name) throws IOException {
		return Nifti.read(folder.resolve(name)).image().firstElement().get();
	}

	@Test
	void findsTheOtherFileOfAPairGzippedOrNot() throws IOException {
		for (final int version : new int[] { 1, 2 })
			for (final String h : new String[] { "", ".gz" })
				for (final String p : new String[] { "", ".gz" }) {
					final String stem = "a" + version + h.length() + p.length();
					save(version, stem + ".hdr" + h, stem + ".img" + p);
					assertEquals(10, first(stem + ".hdr" + h));
					assertEquals(10, first(stem + ".img" + p));
					assertEquals(10, ImageFiles.read(folder.resolve(stem + ".hdr" + h)).image().firstElement().get());
				}
	}

	@Test
	void prefersThePixelFileCompressedLikeTheHeader() throws IOException {
		save(1, "a.hdr", "a.img");
		Files.writeString(folder.resolve("a.img.gz"), "broken");
		assertEquals(10, first("a.hdr"));
	}

	@Test
	void refusesIncompletePairs() throws IOException {
		save(1, "a.hdr", "a.img");
		Files.copy(folder.resolve("a.hdr"), folder.resolve("b.hdr"));
		Files.copy(folder.resolve("a.img"), folder.resolve("c.img"));
		for (final String name : new String[] { "b.hdr", "c.img" }) {
			final String message = assertThrows(IOException.class, () -> Nifti.read(folder.resolve(name))).getMessage();
			assertSays(NiftiMessages.otherHalf(name, Says.ANY, "", Says.ANY), message);
		}
	}

	@Test
	void refusesTruncatedPixels() throws IOException {
		save(1, "a.hdr", "a.img");
		Files.write(folder.resolve("a.img"), new byte[20]);
		assertSays(NiftiMessages.tooFewBytes(Says.ANY, Says.ANY, Says.SOME), assertThrows(IOException.class, () ->
			Nifti.read(folder.resolve("a.hdr"))).getMessage());
	}

	@Test
	void refusesCifti() throws IOException {
		final byte[] cifti = new NiftiBytes(2, ByteOrder.LITTLE_ENDIAN, 16, 1, 1, 1, 1, 1, 1).with(b -> b.putFloat(1));
		java.nio.ByteBuffer.wrap(cifti).order(ByteOrder.LITTLE_ENDIAN).putInt(504, 3001);
		Files.write(folder.resolve("a.dconn.nii"), cifti);
		assertTrue(assertThrows(IOException.class, () -> Nifti.read(folder.resolve("a.dconn.nii"))).getMessage().contains(
			"CIFTI"));
	}
}
