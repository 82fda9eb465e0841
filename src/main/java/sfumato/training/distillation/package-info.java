/** Knowledge distillation: trains a student network with a teacher. */
package sfumato.training.distillation;
