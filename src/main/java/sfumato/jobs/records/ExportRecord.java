package sfumato.jobs.records;

import sfumato.models.ModelDescription;

/**
 * The contents of {@code export.json}: a list of the files beside it.
 *
 * @param format text form of a {@link sfumato.models.ModelExport} with every option
 * @param model what the model's {@code model.json} said
 * @param software what wrote the export
 */
public record ExportRecord(String format, ModelDescription model, String software) {}
