package sfumato.jobs.child;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import sfumato.planes.PlaneSink;
import sfumato.planes.PlaneSource;

/** Serves the images of a job to the child: reads and writes pieces on request. */
final class PlaneServer {

	private final PixelFiles files;
	private final List<PlaneSource> sources = new ArrayList<>();
	private final List<PlaneSink> sinks = new ArrayList<>();
	private final Map<String, PieceFile> open = new HashMap<>();

	PlaneServer(final PixelFiles files) {
		this.files = files;
	}

	/** The representation of a source in messages. */
	Planes.Source offer(final PlaneSource source) {
		sources.add(source);
		return new Planes.Source(sources.size() - 1, source.width(), source.height(), source.channels(), source.planes());
	}

	/** The representation of a sink in messages. */
	Planes.Sink offer(final PlaneSink sink) {
		sinks.add(sink);
		return new Planes.Sink(sinks.size() - 1);
	}

	void serve(final ChildEvent.Read r) throws IOException {
		final PieceFile file = file(r.piece());
		sources.get(r.source()).read(r.plane(), r.firstRow(), r.rows(), file.room(r.piece().values()));
		file.writeRoom();
	}

	void serve(final ChildEvent.Write w) throws IOException {
		sinks.get(w.sink()).write(w.plane(), w.firstRow(), w.rows(), file(w.piece()).read(w.piece().values()));
	}

	private PieceFile file(final ChildEvent.Piece piece) {
		return open.computeIfAbsent(piece.file(), name -> new PieceFile(files.path(name)));
	}
}
