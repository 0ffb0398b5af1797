# Sourced by ./run and ./test: checks what must be on the machine and builds the assets and the program when something changed.

need() {
  if ! command -v dotnet >/dev/null 2>&1 || ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
    cat >&2 <<'EOF'
Simpul needs the .NET 10 SDK, and it is not on this machine. On Debian 12:
  curl -fsSLO https://packages.microsoft.com/config/debian/12/packages-microsoft-prod.deb
  sudo dpkg -i packages-microsoft-prod.deb && sudo apt-get update && sudo apt-get install -y dotnet-sdk-10.0
On Ubuntu 24.04 or later:
  sudo apt-get update && sudo apt-get install -y dotnet-sdk-10.0
EOF
    exit 3
  fi
  local node
  node=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p')
  if [ -z "$node" ] || [ "$node" -lt 20 ]; then
    cat >&2 <<'EOF'
Simpul needs Node.js 20 or later, to build its style sheets and scripts. On Debian and Ubuntu:
  curl -fsSL https://deb.nodesource.com/setup_20.x | sudo -E bash - && sudo apt-get install -y nodejs
EOF
    exit 3
  fi
}

# assets: only when a source is newer than what was built
assets() {
  local built=src/Simpul.Web/wwwroot/assets/manifest.json
  if [ ! -d node_modules ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --no-audit --no-fund --loglevel=error
  fi
  if [ ! -f "$built" ] || [ -n "$(find src/Simpul.Web/Assets tools/assets.mjs package-lock.json -newer "$built" -print -quit)" ]; then
    npm run --silent build
  fi
}

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
