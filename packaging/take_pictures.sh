#!/bin/sh
# Take the pictures of README on the sample, into the folder given. Needs no display.
set -eu

folder=$1
mkdir -p "$folder"

take() { # take NAME ARGUMENTS …
    name=$1
    shift
    .venv/bin/python -m visioneditor "$@" --size 1440x900 --theme light --screenshot "$folder/$name.png"
}

take read --document reference/cloud-vision.rst --section self-service
take consensus --document reference/cloud-vision.rst --section control-by-applications --mode consensus
take compare --document reference/cloud-vision.rst --compare draft-1..draft-2
