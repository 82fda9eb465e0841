/**
 * Normalizations: map grey values of whole images to network input.
 *
 * <table>
 * <caption>Normalizations (v is a grey value)</caption>
 * <tr><td>{@code percentile(low: 1, high: 99.8)}</td><td>(v − a) / (b − a) with the channel's percentiles a and b</td></tr>
 * <tr><td>{@code maximum}</td><td>2·clamp(v / max, 0, 1) − 1, max over all channels: QUBIQ as published</td></tr>
 * <tr><td>{@code window(low: -60, high: 140)}</td><td>2·clamp((v − low) / (high − low), 0, 1) − 1: CT</td></tr>
 * <tr><td>{@code z-score}</td><td>(v − mean) / standard deviation of the channel</td></tr>
 * <tr><td>{@code none}</td><td>v</td></tr>
 * </table>
 */
package sfumato.data.normalization;
