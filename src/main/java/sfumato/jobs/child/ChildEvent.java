package sfumato.jobs.child;

import java.util.List;

import sfumato.training.History;
import sfumato.training.StopReason;
import sfumato.training.TrainingListener;

/** A message from the child to the parent: one line of JSON each. */
sealed interface ChildEvent {

	/** The first line. */
	record Hello(String token) implements ChildEvent {}

	/** The job is about to begin, on this kind of device. */
	record Computing(boolean gpu) implements ChildEvent {}

	/** {@link sfumato.progress.Progress#update}. */
	record Update(double fraction, String message) implements ChildEvent {}

	/** {@link sfumato.progress.Progress#log}. */
	record Log(String line) implements ChildEvent {}

	/** {@link TrainingListener#next}. */
	record Next(String name) implements ChildEvent {}

	/** {@link TrainingListener#begin}. */
	record Began(TrainingListener.Begin begin) implements ChildEvent {}

	/** {@link TrainingListener#step}. The training waits until it has been heard. */
	record Stepped(TrainingListener.Step step) implements ChildEvent {}

	/** {@link TrainingListener#epoch}. */
	record Epoch(int epoch, List<History.Row> rows) implements ChildEvent {}

	/** {@link TrainingListener#preview}. */
	record Previewed(TrainingListener.Preview preview) implements ChildEvent {}

	/** {@link TrainingListener#end}. */
	record Ended(StopReason ending) implements ChildEvent {}

	/** {@link sfumato.planes.PlaneSource#read} into a file that the child has made. */
	record Read(long request, int source, long plane, int firstRow, int rows, Piece piece) implements ChildEvent {}

	/** {@link sfumato.planes.PlaneSink#write} from a file. */
	record Write(long request, int sink, long plane, int firstRow, int rows, Piece piece) implements ChildEvent {}

	/** The job is done. What it gives back is JSON of its own, as only the job says of what type it is. */
	record Done(String result) implements ChildEvent {}

	/** The job has ended without a result. */
	record Failed(Failure failure) implements ChildEvent {}

	/**
	 * The beginning of a file that one side writes and the other reads.
	 *
	 * @param file its name
	 * @param values of the piece
	 */
	record Piece(String file, int values) {}
}
