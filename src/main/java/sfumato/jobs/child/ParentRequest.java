package sfumato.jobs.child;

import java.util.Optional;

/** A message from the parent to the child: one line of JSON each. */
sealed interface ParentRequest {

	/**
	 * The first line that the child is given, on its standard input; everything else goes through the connection.
	 *
	 * @param host where the parent listens
	 * @param port likewise
	 * @param token identifies the child
	 * @param folder through which pixels are exchanged
	 */
	record Invitation(String host, int port, String token, String folder) implements ParentRequest {}

	/**
	 * Do this.
	 *
	 * @param job JSON of its own, for the child to read where it can tell what is wrong with it
	 * @param threads of the processor that the job computes with
	 */
	record Run(String job, int threads) implements ParentRequest {}

	/**
	 * The requests to the running job.
	 *
	 * @param heard how many steps of trainings the parent has been told of; the child waits for it
	 */
	record Control(boolean canceled, boolean finishing, boolean paused, long heard) implements ParentRequest {}

	/** The piece of an image that the child has asked for is there, or the one that it has sent has been taken, or neither. */
	record Served(long request, Optional<Failure> failure) implements ParentRequest {}
}
