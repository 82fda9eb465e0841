/**
 * Networks as data: which operations, on what, with which parameters. Plain Java; nothing here computes.
 *
 * <pre>
 * text        unet(encoder: resnet18d, aux: true)         sfumato.methods
 * plugin      Decoder + Encoder                           append operations through a GraphBuilder
 * data        NetworkGraph                                nodes, parameters, sizes, counts
 * run         sfumato.engine.Interpreter                  the same graph on tensors
 * </pre>
 *
 * <h2>Networks there are</h2>
 *
 * <table>
 * <caption>Millions of parameters with one input channel, two classes and the auxiliary head</caption>
 * <tr><th>encoder</th><th>features f1 … f5</th><th>encoder</th><th>unet decoder</th><th>all</th></tr>
 * <tr><td>resnet18d</td><td>64, 64, 128, 256, 512</td><td>11.20</td><td>3.15</td><td>14.49</td></tr>
 * <tr><td>mobilenetv2_100</td><td>16, 24, 32, 96, 320</td><td>1.81</td><td>2.19</td><td>4.06</td></tr>
 * </table>
 *
 * Feature f<i>n</i> has a pixel spacing of 2<sup>n</sup>; an image's sides are multiples of 32.
 *
 * <h2>Names of parameters</h2>
 *
 * {@code encoder.} followed by timm's name, so that its weights come in by name; {@code decoder.} and
 * {@code segmentation_head.} as in segmentation_models.pytorch; {@code auxiliary_head.} for what only training uses. Batch
 * normalizations have {@code weight}, {@code bias}, {@code running_mean} and {@code running_var}; the first two are trained.
 *
 * <h2>To add an encoder</h2>
 *
 * A member of a known family is a row: {@code ResNet18d} only hands its numbers of blocks to {@code ResNetD}. Another family
 * is a class that appends its operations; parity with the reference implementation is held by
 * {@code ReferenceNetworksTest}, whose fixtures list each tensor by timm's name and order.
 */
package sfumato.networks;
