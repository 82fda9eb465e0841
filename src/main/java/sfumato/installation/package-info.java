/**
 * Detects the hardware and installs a PyTorch library for it.
 * <p>
 * {@link sfumato.installation.Hardware} and {@link sfumato.installation.Libraries} look at the machine and at the class path.
 * {@link sfumato.installation.EngineInstallation} is what somebody is shown before anything happens, and then does it:
 *
 * <table>
 * <caption>Where a library comes from</caption>
 * <tr><td>{@link sfumato.installation.EnginePackages}</td><td>files that are here, or one from an address: jars, wheels or zips
 * with shared libraries; unpacked into a folder of their own</td></tr>
 * <tr><td>{@link sfumato.installation.PyTorchFolder}</td><td>a PyTorch that Python uses; stays where it is</td></tr>
 * <tr><td>{@link sfumato.installation.DjlDownload}</td><td>DJL's own loader, which knows where its developers publish
 * libraries</td></tr>
 * </table>
 *
 * Each is tried in a process of its own ({@link sfumato.installation.EngineProcess}) before it is chosen
 * ({@link sfumato.engine.InstalledEngine}), because a library that does not fit may end the process that loads it. Nothing here
 * knows DJL's classes: Fiji's process has none.
 */
package sfumato.installation;
