"""The examples that come with the app: documents with a title and what they are to show."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playground.app.resources import resource


@dataclass(frozen=True, slots=True)
class Example:
    """One document in `resources/examples`; `expectation` is checked by the tests."""

    key: str
    title: str
    about: str
    expectation: str

    @property
    def path(self) -> Path:
        return resource("examples", f"{self.key}.nnplay")


EXAMPLES = {
    example.key: example
    for example in (
        Example(
            "xor",
            "Exclusive or",
            "Two classes that no straight line separates, and a hidden layer that does.",
            "After 300 epochs at least 95 % of the test points are right.",
        ),
        Example(
            "circle",
            "A circle",
            "One class surrounds the other; the network bends its boundary around it.",
            "After 300 epochs at least 95 % of the test points are right.",
        ),
        Example(
            "spiral",
            "Two spirals",
            "The hardest of the classic sets: a larger network, given time, unrolls it.",
            "After 500 epochs at least 95 % of the test points are right.",
        ),
        Example(
            "half-plane",
            "One neuron, one line",
            "A step neuron is 1 on one side of the line w1·x1 + w2·x2 + b = 0; training turns it.",
            "After 300 epochs the line leaves at least 99 % of the test points on their side.",
        ),
        Example(
            "half-planes",
            "Three lines, three outputs",
            "Three step neurons on the same inputs; in Outputs their half-planes mix.",
            "Each output is 1 on its own side of its line, and all three are on one triangle.",
        ),
        Example(
            "triangle",
            "Three half-planes make a triangle",
            "Three step neurons, weights 1/3 and bias −1: the output fires where all three do.",
            "The output is 1 exactly where all three hidden neurons are 1; training leaves it so.",
        ),
        Example(
            "trained-triangle",
            "A triangle learned from points",
            "As many neurons as the hand-built triangle has, trained: compare the two (View ▸ "
            "Compare).",
            "After 400 epochs 95 % of the test points are right, and it differs from the "
            "hand-built triangle on less than 5 % of the plane.",
        ),
        Example(
            "three-polygons",
            "Three polygons, eight patterns",
            "Ten lines, three polygons, and one output for each way to be inside them: 2-10-3-8.",
            "Exactly one output fires everywhere, and Network ▸ Flatten turns 74 weights into 100.",
        ),
        Example(
            "three-polygons-flat",
            "Eight patterns from one hidden layer",
            "Each of eight outputs finds the polygons again from the ten lines alone: 2-10-8.",
            "It decides as “Three polygons, eight patterns” does on the whole plane, with 100 "
            "weights in place of 74.",
        ),
        Example(
            "one-of-two-triangles",
            "Exactly one of two triangles",
            "Inside one of two triangles but not both: where their sides cross is a checkerboard.",
            "No single hidden layer of step neurons can do it, however wide; two can.",
        ),
        Example(
            "two-triangles",
            "Two triangles, far apart",
            "A group of neurons for each triangle, and one that fires when any of them does.",
            "The output is 1 on exactly the two triangles, which are 6 % of the square.",
        ),
        Example(
            "leaking-union",
            "A union that leaks",
            "The document's recipe read literally: one neuron, weights 1/k, bias −1; see Cells.",
            "The same two triangles, but the output is 1 on over 95 % of the square.",
        ),
        Example(
            "circle-of-lines",
            "A circle of eight lines",
            "Smooth shapes cost half-planes: eight come close to a circle, more come closer.",
            "The area is 5.5 % larger than the circle's, and 95 % of the test points are right.",
        ),
        Example(
            "strip",
            "A strip without end",
            "Two parallel lines with opposite weights: the neuron fires in between, for ever.",
            "The output is 1 exactly between the two lines.",
        ),
        Example(
            "wedge",
            "A wedge without end",
            "Two half-planes with weights 1/2 and bias −1: an intersection need not be bounded.",
            "The output is 1 exactly where both half-planes are.",
        ),
        Example(
            "angle",
            "A polygon with a dent",
            "Half-planes make convex pieces only, so an angle takes two and an “any of them”.",
            "The output is 1 on exactly the angle of area 27.",
        ),
        Example(
            "line",
            "y = mx + b",
            "One input, one weight, one bias: training a straight line to noisy points.",
            "After 100 epochs m is within 0.03 of 0.15 and b within 0.05 of 0.1.",
        ),
        Example(
            "logistic",
            "A logistic curve",
            "One sigmoid neuron on one input: an S between 0 and 1 that is cut at one half.",
            "After 300 epochs it crosses one half between 0.2 and 0.8, and nowhere else.",
        ),
        Example(
            "crossings",
            "Classes by zero crossings",
            "One input, a tanh output: where it crosses zero one class ends and the other begins.",
            "After 500 epochs it crosses zero twice, within 0.4 of −2.5 and of 2.5.",
        ),
        Example(
            "bands",
            "Three bands on a line",
            "Three outputs over one input: the highest one names the class of each stretch.",
            "After 500 epochs at least 95 % of the test points are right.",
        ),
        Example(
            "three-classes",
            "Three classes",
            "An output for each class; the highest one wins, and its lead is the margin.",
            "After 100 epochs at least 95 % of the test points are right.",
        ),
        Example(
            "lopsided",
            "A lopsided sample",
            "One point in twenty is blue, so never answering blue is right nearly always.",
            "After 100 epochs over 90 % of the test points are right, and not one blue point.",
        ),
        Example(
            "xor-no-hidden",
            "Exclusive or without hidden neurons",
            "A single neuron draws a single line, so it can't separate these classes.",
            "However long it trains, it stays below 80 % of the test points.",
        ),
        Example(
            "concert",
            "Going to a concert?",
            "Snacks weigh 1, the partner 4, driving 3: one neuron says yes above a threshold of 6.",
            "Of the eight answers it says yes to two: partner and driving, with snacks or without.",
        ),
        Example(
            "nested-sigmoids",
            "Four functions in one another",
            "A sigmoid of a sigmoid of a sigmoid of a sigmoid, each with weight 1 and bias 0.",
            "For x = 3 the four give 0.95257, 0.72163, 0.67297 and 0.66217.",
        ),
        Example(
            "three-two-one",
            "Three inputs, two hidden neurons",
            "A 3-2-1 network: choose which two inputs are the axes and at what the third is held.",
            "After 200 epochs at least 95 % of the test points are right.",
        ),
        Example(
            "plane",
            "A plane",
            "A straight line of two inputs is a plane: w1·x1 + w2·x2 + b; see Surface.",
            "After 50 epochs the output is a plane within 0.05 of the truth.",
        ),
        Example(
            "straight-again",
            "A hundred hidden neurons, still a line",
            "Whatever is stacked or put side by side: sums of straight lines are straight lines.",
            "Whatever its weights are, before and after training its output is a straight line.",
        ),
        Example(
            "tablecloth",
            "A tablecloth",
            "One sigmoid neuron on two inputs: an S in every direction; see Surface.",
            "Its contours are straight, and after 50 epochs 95 % of the test points are right.",
        ),
        Example(
            "hundred-tanh",
            "A hundred hidden neurons",
            "One wide hidden layer of tanh neurons bends into two hills and a pit.",
            "After 300 epochs the test loss is below 0.015.",
        ),
        Example(
            "eleven-and-nine",
            "Eleven and nine hidden neurons",
            "Two hidden layers with a fifth of the neurons make curves that are as rich.",
            "After 300 epochs the test loss is below 0.03.",
        ),
        Example(
            "two-outputs",
            "Two outputs over one input",
            "Where the two curves cross, one class ends and the other begins; see Curve.",
            "After 300 epochs they cross twice, within 0.4 of −2.5 and of 2.5.",
        ),
        Example(
            "landscape",
            "A landscape",
            "Two inputs, two hidden layers of tanh neurons: hills and pits; see Surface.",
            "After 300 epochs the test loss is below 0.02, and no output is beyond ±1.",
        ),
    )
}
