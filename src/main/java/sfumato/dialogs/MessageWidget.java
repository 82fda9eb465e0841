package sfumato.dialogs;

/** A row of a dialog with a message and no input, over the whole width. */
abstract class MessageWidget extends RowWidget<String> {

	@Override
	public String getValue() {
		return null;
	}

	@Override
	public boolean isLabeled() {
		return false;
	}

	@Override
	public boolean isMessage() {
		return true;
	}
}
