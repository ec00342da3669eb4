"""`completion`: the few lines of each shell that ask `htq __complete`."""

from __future__ import annotations

from healthtech_cli.render import out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthtech_cli.cli.declare import Request

BASH = r"""# htq completion for bash: eval "$(htq completion bash)"
_htq() {
    local line files=0
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ $line == ":files" ]]; then files=1; else COMPREPLY+=("$line"); fi
    done < <("$1" __complete bash "$COMP_CWORD" "${COMP_WORDS[@]}" 2>/dev/null)
    if ((files)); then
        compopt -o filenames 2>/dev/null
        while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")
    fi
}
complete -F _htq htq
"""
ZSH = r"""#compdef htq
# htq completion for zsh: htq completion zsh > "${fpath[1]}/_htq", or eval "$(htq completion zsh)" after compinit
_htq() {
    local line files=0
    local -a values shown
    while IFS= read -r line; do
        if [[ $line == ":files" ]]; then files=1; continue; fi
        values+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  -- }")
    done < <("${(Q)words[1]}" __complete zsh $((CURRENT - 1)) "${(@Q)words}" 2>/dev/null)
    (( $#values )) && compadd -M 'm:{a-zA-Z}={A-Za-z}' -l -d shown -a values
    (( files )) && _files
    return 0
}
if [ "$funcstack[1]" = "_htq" ]; then _htq "$@"; else compdef _htq htq; fi
"""
FISH = r"""# htq completion for fish: htq completion fish | source
function __htq_complete
    set -l words (commandline -opc) (commandline -ct)
    for line in (command htq __complete fish (math (count $words) - 1) $words 2>/dev/null)
        if test "$line" = ":files"
            __fish_complete_path (commandline -ct)
        else
            echo $line
        end
    end
end
complete -c htq -f -a '(__htq_complete)'
"""
SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


def completion_command(request: Request) -> int:
    """`completion`."""
    from healthtech_cli.service.filters import one_of

    out.write(SCRIPTS[one_of(request.need("shell"), tuple(SCRIPTS), "shell")])
    return 0
