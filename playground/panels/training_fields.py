"""Every setting of the training panel as a row of a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from playground.document.content import SettingName
from playground.engine.spec import TrainingSpec

Part = Literal["main", "more", "stops"]


def _always(_: TrainingSpec) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Field:
    """One setting: where it lives, how it is called, what it does, and when it applies.

    Without `choices_from` it is a number between `minimum` and `maximum`, or, with
    `is_flag`, a switch. `numbers` are offered beside typing. `zero` is a word for 0.
    """

    setting: SettingName
    name: str
    label: str
    edit: str
    help: str
    part: Part = "more"
    choices_from: str = ""
    is_flag: bool = False
    numbers: tuple[float, ...] = ()
    minimum: float = 0.0
    maximum: float = 1e6
    whole: bool = False
    zero: str = ""
    applies: Callable[[TrainingSpec], bool] = _always


def _optimizer(*names: str) -> Callable[[TrainingSpec], bool]:
    return lambda training: training.optimizer in names


def _schedule(*names: str) -> Callable[[TrainingSpec], bool]:
    return lambda training: training.schedule in names


RATES = (1e-5, 1e-4, 1e-3, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
PENALTIES = (0.0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
BATCHES = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 50.0, 100.0, 0.0)

FIELDS = (
    Field(
        "training",
        "learning_rate",
        "Learning &rate",
        "Change Learning Rate",
        "How far each step moves the weights along the slope of the loss. Too small learns "
        "slowly; too large overshoots, so that the loss swings or grows without end.",
        part="main",
        numbers=RATES,
    ),
    Field(
        "training",
        "batch_size",
        "&Batch size",
        "Change Batch Size",
        "How many points are averaged for one step. Small batches make many noisy steps in an "
        "epoch, the full batch makes a single exact one.",
        part="main",
        numbers=BATCHES,
        minimum=1,
        maximum=1e9,
        whole=True,
        zero="full",
    ),
    Field(
        "training",
        "loss",
        "Loss f&unction",
        "Change Loss",
        "What training makes small: one number for how far the outputs are from their targets. "
        "Squared error suits numbers, cross-entropy suits classes.",
        part="main",
        choices_from="losses",
    ),
    Field(
        "training",
        "optimizer",
        "Opti&mizer",
        "Change Optimizer",
        "The rule that turns slopes into steps. SGD follows the slope itself; the others also "
        "remember earlier slopes to go steadier or faster.",
        part="main",
        choices_from="optimizers",
    ),
    Field(
        "training",
        "regularization",
        "Regulari&zation",
        "Change Regularization",
        "A pull on the weights towards 0, against learning the points by heart. L1 makes weights "
        "exactly 0 and thins out the network, L2 keeps all of them small.",
        part="main",
        choices_from="regularizations",
    ),
    Field(
        "training",
        "regularization_rate",
        "Its rate",
        "Change Regularization Rate",
        "How strong the pull of the regularization is. At 0 there is none; too much of it keeps "
        "the network from learning anything.",
        part="main",
        numbers=PENALTIES,
        applies=lambda training: training.regularization != "none",
    ),
    Field(
        "new_items",
        "activation",
        "A&ctivation",
        "Change Activation for New Neurons",
        "The function that a new neuron applies to its weighted sum. Neurons already drawn keep "
        "theirs; select them to change it.",
        part="main",
        choices_from="activations",
    ),
    Field(
        "new_items",
        "initializer",
        "First &weights",
        "Change First Weights",
        "How New Weights draws the weights that training begins from. Their size matters: too "
        "small and signals fade from layer to layer, too large and neurons saturate.",
        part="main",
        choices_from="initializers",
    ),
    Field(
        "training",
        "seed",
        "&Seed",
        "Change Seed",
        "The number that all chance of the training comes from: new weights and shuffling. The "
        "same seed gives the same run again.",
        part="main",
        maximum=2**53,
        whole=True,
    ),
    Field(
        "training",
        "momentum",
        "Momentum",
        "Change Momentum",
        "The share of the last step that is added to the next one. It carries training through "
        "flat stretches; close to 1 it overshoots.",
        numbers=(0.0, 0.5, 0.9, 0.99),
        maximum=1.0,
        applies=_optimizer("momentum", "nesterov"),
    ),
    Field(
        "training",
        "beta1",
        "Beta 1",
        "Change Beta 1",
        "The share of the past in Adam's running mean of slopes. Larger values smooth more and "
        "react later.",
        numbers=(0.0, 0.5, 0.9, 0.99),
        maximum=0.999999,
        applies=_optimizer("adam", "adamw"),
    ),
    Field(
        "training",
        "beta2",
        "Beta 2",
        "Change Beta 2",
        "The share of the past in Adam's running mean of squared slopes. It sets how long a large "
        "slope keeps the steps of its weight small.",
        numbers=(0.9, 0.99, 0.999),
        maximum=0.9999999,
        applies=_optimizer("adam", "adamw"),
    ),
    Field(
        "training",
        "rms_decay",
        "Decay",
        "Change Decay",
        "The share of the past in RMSProp's running mean of squared slopes. Larger values "
        "remember a large slope longer.",
        numbers=(0.9, 0.99, 0.999),
        maximum=0.9999999,
        applies=_optimizer("rmsprop"),
    ),
    Field(
        "training",
        "epsilon",
        "Epsilon",
        "Change Epsilon",
        "A small number that keeps the division by the size of past slopes from blowing up. Raise "
        "it when steps are wild where slopes are tiny.",
        numbers=(1e-10, 1e-8, 1e-6, 1e-4),
        maximum=1.0,
        applies=_optimizer("adagrad", "rmsprop", "adam", "adamw"),
    ),
    Field(
        "training",
        "huber_delta",
        "Huber δ",
        "Change Huber Delta",
        "The error from which the Huber loss grows evenly instead of as a square. Smaller values "
        "care less about outliers.",
        numbers=(0.1, 0.5, 1.0, 2.0),
        minimum=1e-9,
        maximum=1e9,
        applies=lambda training: training.loss == "huber",
    ),
    Field(
        "training",
        "schedule",
        "Schedule",
        "Change Schedule",
        "How the learning rate changes over the epochs. Large steps at first get close, small "
        "ones later settle.",
        choices_from="schedules",
    ),
    Field(
        "training",
        "schedule_epochs",
        "Its epochs",
        "Change Schedule Epochs",
        "The number of epochs that sets the pace of the schedule. Larger numbers lower the "
        "learning rate more slowly.",
        numbers=(10.0, 50.0, 100.0, 500.0, 1000.0),
        minimum=1,
        maximum=1e9,
        whole=True,
        applies=_schedule("step", "inverse_time", "cosine"),
    ),
    Field(
        "training",
        "schedule_factor",
        "Its factor",
        "Change Schedule Factor",
        "How much the schedule lowers the learning rate. Steps multiply it by the factor, so a "
        "smaller one lowers it more; with 1/t a smaller factor lowers it more slowly.",
        numbers=(0.1, 0.5, 0.9),
        maximum=1.0,
        applies=_schedule("step", "inverse_time"),
    ),
    Field(
        "training",
        "gradient_clip",
        "Clip gradient",
        "Change Gradient Clipping",
        "The largest length that the whole gradient may have; a longer one is shortened. It keeps "
        "a single steep place from throwing the weights away.",
        numbers=(0.0, 0.1, 1.0, 5.0, 10.0),
        maximum=1e9,
        zero="off",
    ),
    Field(
        "training",
        "weight_decay",
        "Weight decay",
        "Change Weight Decay",
        "Shrinks every weight a little at each step, apart from the slope, as AdamW does. It "
        "works with every optimizer.",
        numbers=(0.0, 0.0001, 0.001, 0.01, 0.1),
        maximum=1e3,
        zero="off",
    ),
    Field(
        "training",
        "remainder",
        "Last batch",
        "Change Last Batch",
        "What becomes of points that don't fill a last batch. They are a smaller batch of their "
        "own, or their slopes are carried into the next epoch as TensorFlow Playground does.",
        choices_from="remainders",
    ),
    Field(
        "training",
        "step_gradient",
        "Step neurons",
        "Change Gradient of Step Neurons",
        "How steps are trained, whose slope is 0 almost everywhere: not at all, with the slope of "
        "a sigmoid instead, or by the perceptron rule. The rule is for a single layer.",
        choices_from="step_gradients",
    ),
    Field(
        "training",
        "shuffle",
        "Shuffle every epoch",
        "Change Shuffling",
        "Puts the training points into another order before each epoch. Then no batch is the "
        "same twice, which keeps training from going round in circles.",
        is_flag=True,
    ),
    Field(
        "training",
        "dead_l1",
        "Zero weights stay 0",
        "Change Dead Weights",
        "With L1, a weight that crosses 0 is set to 0 for good, as TensorFlow Playground does. "
        "Editing such a weight by hand revives it.",
        is_flag=True,
        applies=lambda training: training.regularization == "l1",
    ),
    Field(
        "stops",
        "epochs",
        "After epochs",
        "Change Stop Rule",
        "Training stops by itself after this many epochs. Off means that it runs until Pause or "
        "another rule.",
        part="stops",
        numbers=(0.0, 100.0, 300.0, 1000.0, 10_000.0),
        maximum=1e9,
        whole=True,
        zero="off",
    ),
    Field(
        "stops",
        "loss_below",
        "Loss below",
        "Change Stop Rule",
        "Training stops when the training loss falls below this number. Off means that no loss is "
        "small enough to stop.",
        part="stops",
        numbers=(0.0, 0.1, 0.01, 0.001, 0.0001),
        zero="off",
    ),
    Field(
        "stops",
        "accuracy_from",
        "Accuracy from",
        "Change Stop Rule",
        "Training stops when this share of the training points is classified correctly; 1 means "
        "all of them. It is for data with classes.",
        part="stops",
        numbers=(0.0, 0.9, 0.95, 0.99, 1.0),
        maximum=1.0,
        zero="off",
    ),
    Field(
        "stops",
        "patience",
        "No progress for",
        "Change Stop Rule",
        "Training stops after this many epochs without a new lowest training loss. A small number "
        "may stop on a plateau that training would still have left.",
        part="stops",
        numbers=(0.0, 10.0, 50.0, 100.0, 500.0),
        maximum=1e9,
        whole=True,
        zero="off",
    ),
)
