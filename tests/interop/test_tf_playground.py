"""Links of TensorFlow Playground: what they mean, and that none of them crashes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.engine.spec import TrainingSpec
from playground.interop.errors import LinkError
from playground.interop.tf_playground import FEATURE_KEYS, build_network, parse_link

ADDRESS = "https://playground.tensorflow.org/#"
SEEDED = ADDRESS + "seed=0.5"


def test_defaults_of_missing_keys() -> None:
    setup = parse_link("https://playground.tensorflow.org/")
    assert setup.data.source == "circle"
    assert (setup.data.noise, setup.data.train_share, setup.data.count) == (0, 50, 500)
    assert setup.features == ("x1", "x2")
    assert setup.hidden == (4, 2)
    assert (setup.activation, setup.output_activation) == ("tanh", "tanh")
    assert setup.training == TrainingSpec(
        learning_rate=0.03, batch_size=10, remainder="carry", dead_l1=True
    )
    assert setup.problem == "classes"
    assert not setup.discretize
    assert not setup.show_test
    assert setup.notes == (f"The link names no seed; {setup.data.seed} was chosen.",)


def test_every_key_is_read() -> None:
    setup = parse_link(
        SEEDED + "&activation=linear&regularization=L1&batchSize=7&regDataset=reg-gauss"
        "&learningRate=0.3&regularizationRate=0.01&noise=15&networkShape=3,1,2&showTestData=true"
        "&discretize=true&percTrainData=80&x=false&sinY=true&xSquared=true&problem=regression"
        "&initZero=true"
    )
    assert setup.data.source == "reg_gauss"
    assert (setup.data.noise, setup.data.train_share, setup.data.count) == (15, 80, 1200)
    assert setup.data.seed == "0.5"
    assert setup.features == ("x2", "x1_squared", "sin_x2")
    assert setup.hidden == (3, 1, 2)
    assert (setup.activation, setup.output_activation) == ("identity", "identity")
    assert setup.training.regularization == "l1"
    assert setup.training.regularization_rate == 0.01
    assert setup.training.learning_rate == 0.3
    assert setup.training.batch_size == 7
    assert setup.problem == "numbers"
    assert setup.discretize
    assert setup.show_test
    assert not any(weight for layer in setup.weights for row in layer for weight in row)
    assert setup.biases == ((0,) * 3, (0,), (0, 0), (0,))
    assert setup.notes == ()


@pytest.mark.parametrize(
    ("pairs", "name", "value", "words"),
    [
        ("noise=60", "noise", 60, ""),
        ("noise=80.5", "noise", 50, "above 80; 50"),
        ("noise=-5", "noise", 0, "below 0; 0"),
        ("noise=NaN", "noise", 0, "not a number"),
        ("percTrainData=130", "train_share", 100, "above 100"),
        ("percTrainData=", "train_share", 50, ""),
        ("learningRate=1e-3", "learning_rate", 0.001, ""),
        ("learningRate= .5 ", "learning_rate", 0.5, ""),
        ("learningRate=-1", "learning_rate", 0, "below 0"),
        ("learningRate=1e999", "learning_rate", 1e6, "above 1,000,000"),
        ("learningRate=1_0", "learning_rate", 0.03, "not a number"),
        ("batchSize=0", "batch_size", 1, "below 1"),
        ("batchSize=2.5", "batch_size", 2, "not a whole number"),
        ("batchSize=300", "batch_size", 300, "larger than the 250 training points"),
        ("batchSize=3&batchSize=4", "batch_size", 4, ""),
        ("batchSize=3=4", "batch_size", 3, ""),
        ("activation=gelu", "activation", "tanh", "“gelu” is unknown; tanh"),
        ("dataset=moons", "source", "circle", "“moons” is unknown"),
        ("regDataset=reg-maximum&problem=regression", "source", "reg_plane", "unknown"),
        ("regularization=L3", "regularization", "none", "unknown"),
        ("problem=both", "problem", "classes", "unknown"),
        ("networkShape=", "hidden", (), ""),
        ("networkShape=3%2C2", "hidden", (3, 2), ""),
        ("networkShape=2.5,1", "hidden", (3, 1), "“2.5” is not a whole number; 3"),
        ("networkShape", "hidden", (4, 2), ""),
        ("x=0", "features", ("x1", "x2"), ""),
        ("x=false", "features", ("x2",), ""),
        ("y_hide=true", "features", ("x1",), "hides y"),
        ("playButton_hide=true&tutorial=a&collectStats=true&cosX=true", "features",
         ("x1", "x2"), ""),
        ("a=1&b=2&=3", "features", ("x1", "x2"), "ignored: a, b, a blank one."),
        ("&&&", "features", ("x1", "x2"), ""),
    ],
)  # fmt: skip
def test_odd_values_are_taken_as_the_page_takes_them_or_noted(
    pairs: str, name: str, value: object, words: str
) -> None:
    setup = parse_link(f"{SEEDED}&{pairs}")
    places = (setup, setup.data, setup.training)
    assert next(getattr(place, name) for place in places if hasattr(place, name)) == value
    assert len(setup.notes) == bool(words)
    assert words in "".join(setup.notes)


@pytest.mark.parametrize(
    "text",
    [
        "HTTP://playground.TensorFlow.org/#seed=a",
        "playground.tensorflow.org#seed=a",
        "  <https://playground.tensorflow.org/?hl=de#seed=a>\n",
        "https://playground.tensorflow.org/#see\nd=a",
    ],
)
def test_ways_of_writing_the_address(text: str) -> None:
    assert parse_link(text).data.seed == "a"


@pytest.mark.parametrize(
    ("written", "seen_by_the_page"), [("a b", "a%20b"), ("é", "%C3%A9"), ("a%20b#c", "a%20b#c")]
)
def test_the_seed_is_the_text_that_a_browser_hands_over(
    written: str, seen_by_the_page: str
) -> None:
    assert parse_link(f"{ADDRESS}seed={written}").data.seed == seen_by_the_page


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is not a TensorFlow Playground link"),
        ("https://example.org/#seed=1", "is not a TensorFlow Playground link"),
        ("https://playground.tensorflow.org.evil.org/#seed=1", "is not a TensorFlow"),
        (ADDRESS + "a" * 1_000_000, "1,000,035 characters long"),
        (SEEDED + "&x=false&y=false", "turns every input off"),
        (SEEDED + "&networkShape=4,0,2", "layer of “0” neurons"),
        (SEEDED + "&networkShape=4,,2", "layer of “” neurons"),
        (SEEDED + "&networkShape=-3", "layer of “-3” neurons"),
        (SEEDED + "&networkShape=1e400", "layer of “1e400” neurons"),
        (SEEDED + "&networkShape=900,900", "1,803 nodes and 812,700 edges"),
    ],
)
def test_what_is_no_usable_link_is_refused(text: str, words: str) -> None:
    with pytest.raises(LinkError) as refusal:
        parse_link(text)
    assert words in str(refusal.value)
    assert len(str(refusal.value)) < 300


KEYS = st.sampled_from(
    [*FEATURE_KEYS, "activation", "regularization", "batchSize", "dataset", "regDataset", "seed",
     "learningRate", "regularizationRate", "noise", "networkShape", "percTrainData", "problem",
     "initZero", "x_hide", "discretize"]
)  # fmt: skip
ODD = st.one_of(
    st.floats().map(str),
    st.integers().map(str),
    st.sampled_from(["", "true", "false", "regression", "reg-gauss", "gauss", "L1", "relu", "%"]),
    st.lists(st.integers(-1, 9).map(str), max_size=4).map(",".join),
    st.text(max_size=8),
)


@given(st.lists(st.tuples(KEYS | st.text(max_size=4), ODD), max_size=8))
def test_any_pairs_give_a_setup_or_a_sentence(pairs: list[tuple[str, str]]) -> None:
    text = ADDRESS + "&".join(f"{key}={value}" for key, value in pairs)
    try:
        setup = parse_link(text)
    except LinkError as error:
        sentences = [str(error)]
    else:
        sentences = list(setup.notes)
        network = build_network(setup)
        assert len(network.inputs()) == len(setup.features)
        assert len(network.outputs()) == 1
    assert all(sentence.endswith(".") and len(sentence) < 400 for sentence in sentences)


@given(st.text(max_size=60))
def test_any_text_gives_a_setup_or_a_sentence(text: str) -> None:
    with pytest.raises(LinkError):
        parse_link(text)


def test_the_network_is_drawn_in_columns_with_the_link_s_weights() -> None:
    setup = parse_link(SEEDED + "&networkShape=3,2&activation=relu")
    network = build_network(setup)
    nodes, edges = list(network.nodes), list(network.edges)
    assert [node.column for node in nodes] == ["x1", "x2"] + [None] * 6
    assert [node.activation for node in nodes[2:]] == ["relu"] * 5 + ["tanh"]
    assert [node.bias.value for node in nodes[2:]] == [0.1] * 6
    drawn = [weight for layer in setup.weights for row in layer for weight in row]
    assert [edge.weight.value for edge in edges] == drawn
    assert [(edge.source, edge.target) for edge in edges[:3]] == [
        (nodes[0].id, nodes[2].id),
        (nodes[1].id, nodes[2].id),
        (nodes[0].id, nodes[3].id),
    ]
    xs = [node.x for node in nodes]
    assert xs == sorted(xs)
    assert len({(node.x, node.y) for node in nodes}) == len(nodes)
    assert len(set(xs)) == 4
