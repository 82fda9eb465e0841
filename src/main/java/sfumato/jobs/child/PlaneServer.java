package sfumato.jobs.child;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import sfumato.prediction.PlaneSink;
import sfumato.prediction.PlaneSource;

/** The parent's end of the images of a job: gives and takes pieces when the child asks for it. */
final class PlaneServer {

	private final PixelFiles files;
	private final List<PlaneSource> sources = new ArrayList<>();
	private final List<PlaneSink> sinks = new ArrayList<>();
	private final Map<String, FloatBuffer> mapped = new HashMap<>();

	PlaneServer(final PixelFiles files) {
		this.files = files;
	}

	/** What stands for a source in a message. */
	Planes.Source offer(final PlaneSource source) {
		sources.add(source);
		return new Planes.Source(sources.size() - 1, source.width(), source.height(), source.channels(), source.planes());
	}

	/** What stands for a sink in a message. */
	Planes.Sink offer(final PlaneSink sink) {
		sinks.add(sink);
		return new Planes.Sink(sinks.size() - 1);
	}

	void serve(final News.Read r) throws IOException {
		sources.get(r.source()).read(r.plane(), r.firstRow(), r.rows(), values(r.piece()));
	}

	void serve(final News.Write w) throws IOException {
		sinks.get(w.sink()).write(w.plane(), w.firstRow(), w.rows(), values(w.piece()));
	}

	private FloatBuffer values(final News.Piece piece) throws IOException {
		FloatBuffer buffer = mapped.get(piece.file());
		if (buffer == null) mapped.put(piece.file(), buffer = Planes.map(files.path(piece.file()), piece.capacity()));
		return buffer.duplicate().clear().limit(piece.values());
	}
}
