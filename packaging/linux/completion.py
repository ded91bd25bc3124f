"""Renders what bash, zsh and fish need to complete the command line."""

from linux.command_line import Argument, Command
from parts import NAME


def render_bash(program: Command) -> str:
    """For bash: the words of the subcommand or verb that stands before, the choices of an option, else files."""
    cases = "".join(f"        {path!r}) words={_bash_words(command)!r} ;;\n" for path, command in _walk(program))
    choices = "".join(map(_bash_choices, _with_choices(program)))
    plain = _plain_options(program)
    return f"""\
# Completion of {NAME} for bash.
_{NAME}() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} path='' words='' index
    COMPREPLY=()
    case $before in
{choices}\
        {plain}) compopt -o default; return ;;
    esac
    for ((index = 1; index < COMP_CWORD; index++)); do
        case "$path ${{COMP_WORDS[index]}}" in
            {_bash_paths(program)}) path="$path ${{COMP_WORDS[index]}}" ;;
        esac
    done
    case "${{path# }}" in
{cases}\
    esac
    [[ $word == -* || -z $path || $words != -* ]] && COMPREPLY=($(compgen -W "$words" -- "$word"))
    compopt -o default
}}
complete -F _{NAME} {NAME}
"""


def _bash_choices(option: Argument) -> str:
    offered = f'COMPREPLY=($(compgen -W {" ".join(option.choices)!r} -- "$word"))'
    return f"        {'|'.join(option.words)}) {offered}; return ;;\n"


def _walk(command: Command, before: tuple[str, ...] = ()) -> list[tuple[str, Command]]:
    found = [(" ".join(before), command)]
    for verb in command.commands:
        found += _walk(verb, (*before, verb.name))
    return found


def _bash_words(command: Command) -> str:
    verbs = [verb.name for verb in command.commands]
    return " ".join([*verbs, *(word for option in command.options for word in option.words)])


def _bash_paths(program: Command) -> str:
    return "|".join(f'" {path}"' for path, _ in _walk(program) if path)


def _all_options(program: Command) -> list[Argument]:
    return [option for _, command in _walk(program) for option in command.options]


def _with_choices(program: Command) -> list[Argument]:
    """Options with choices; where one has others in another place, all of them are offered."""
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for option in _all_options(program):
        if option.choices:
            found.setdefault(option.words, {}).update(dict.fromkeys(option.choices))
    return [Argument(words=words, values=(), choices=tuple(choices), about="") for words, choices in found.items()]


def _plain_options(program: Command) -> str:
    options = [option for option in _all_options(program) if option.values and not option.choices]
    return "|".join(dict.fromkeys(word for option in options for word in option.words))


def render_zsh(program: Command) -> str:
    """For zsh: a function for the program and for each subcommand and verb."""
    return (
        f"#compdef {NAME}\n# Completion of {NAME} for zsh.\n\n"
        + _zsh_functions(program, f"_{NAME}")
        + f'_{NAME} "$@"\n'
    )


def _zsh_functions(command: Command, function: str) -> str:
    lines = [f"{function}() {{", "    local state line", "    _arguments -C \\"]
    lines += [f"        {_zsh_option(option)} \\" for option in command.options]
    if not command.commands:
        return "\n".join([*lines, "        '*:file:_files'", "}\n\n"]) + ""
    verbs = " ".join(_zsh_quote(f"{verb.name}:{verb.about}") for verb in command.commands)
    calls = [f"            {verb.name}) {function}_{verb.name} ;;" for verb in command.commands]
    lines += ["        '*::word:->word'", "    [[ $state == word ]] || return 0"]
    lines += ["    if (( CURRENT == 1 )); then", f"        local -a verbs=({verbs})"]
    lines += ["        _describe -t commands command verbs", "        _files", "        return", "    fi"]
    lines += ["    case $line[1] in", *calls, "        *) _files ;;", "    esac", "}\n\n"]
    own = "\n".join(lines)
    return own + "".join(_zsh_functions(verb, f"{function}_{verb.name}") for verb in command.commands)


def _zsh_option(option: Argument) -> str:
    about = option.about.replace("[", "(").replace("]", ")").replace(":", "\\:")
    word = option.words[-1]
    value = f":{_zsh_value(option)}" if option.values else ""
    return _zsh_quote(f"{word}[{about}]{value}")


def _zsh_value(option: Argument) -> str:
    what = option.values[0].replace(":", " ").replace("|", " ")
    if option.choices:
        return f"{what}:({' '.join(option.choices)})"
    actions = [f"{value.lower()}:_files" if option.is_path else f"{value.lower()}: " for value in option.values]
    return ":".join(actions)


def _zsh_quote(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def render_fish(program: Command) -> str:
    """For fish: a line for each word."""
    lines = [f"# Completion of {NAME} for fish."]
    names = " ".join(command.name for command in program.commands)
    lines += [_fish("__fish_use_subcommand", f"-a {command.name}", command.about) for command in program.commands]
    lines += [_fish_option(f"not __fish_seen_subcommand_from {names}", option) for option in program.options]
    for command in program.commands:
        here = f"__fish_seen_subcommand_from {command.name}"
        lines += [_fish_option(here, option) for option in command.options]
        verbs = " ".join(verb.name for verb in command.commands)
        for verb in command.commands:
            lines.append(_fish(f"{here}; and not __fish_seen_subcommand_from {verbs}", f"-a {verb.name}", verb.about))
            lines += [_fish_option(f"{here}; and __fish_seen_subcommand_from {verb.name}", one) for one in verb.options]
    return "\n".join(lines) + "\n"


def _fish_option(condition: str, option: Argument) -> str:
    words = " ".join(f"-l {word[2:]}" if word.startswith("--") else f"-s {word[1:]}" for word in option.words)
    if option.choices:
        words += f" -x -a '{' '.join(option.choices)}'"
    elif option.values:
        words += " -r" if option.is_path else " -x"
    return _fish(condition, words, option.about)


def _fish(condition: str, words: str, about: str) -> str:
    quoted = about.replace("\\", "\\\\").replace("'", "\\'")
    return f"complete -c {NAME} -n '{condition}' {words} -d '{quoted}'"
