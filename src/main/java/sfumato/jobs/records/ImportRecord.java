package sfumato.jobs.records;

import java.util.List;

/**
 * The contents of {@code import.json}: the origin of an untrained model's weights.
 *
 * @param software what imported them
 * @param weights the checkpoint's file
 * @param sha256 of that file
 * @param seed of the weights that are not from there
 * @param matched timm's names of the encoder's tensors that are the checkpoint's
 * @param adapted those that were adapted to the number of channels
 * @param leftOut the checkpoint's tensors that the encoder does not need
 */
public record ImportRecord(String software, String weights, String sha256, long seed, List<String> matched,
	List<String> adapted, List<String> leftOut)
{}
