# What each target does stands beside it; the work is in Go.
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

.PHONY: run test bench dev shots build generate tools

run: build ## serves the site on http://127.0.0.1:8080
	bin/leadpath serve

build: ## bin/leadpath
	go build -ldflags "-X main.version=$(VERSION)" -o bin/leadpath ./cmd/leadpath

test: tools ## every test; LONG=1 runs the long loops of the promises, with the race detector
	go test $(if $(LONG),-race) -count=1 -timeout 60m ./...

bench: ## the measures, side by side in one run
	go run ./cmd/bench

dev: ## live reload of templates, styles and content on http://127.0.0.1:7331, the versions of texts side by side under /dev/
	go tool templ generate --watch --proxy=http://127.0.0.1:8080 --open-browser=false --watch-pattern="([.](go|templ|css|js)|/(locales|static)/.*[.](toml|svg))$$" --cmd="go run ./cmd/leadpath serve --dev --content content"

shots: tools ## pictures of every kind of page in shots/
	go run ./cmd/shots

generate: ## the Go code of the templates, after one was edited
	go tool templ fmt templates internal/mailer
	go tool templ generate

tools: ## what the tests need beyond Go, by Debian's and npm's names, and of these only what is missing
	@missing=""; \
	command -v chromium >/dev/null || missing="$$missing chromium"; \
	command -v java >/dev/null || missing="$$missing default-jre-headless"; \
	command -v npm >/dev/null || missing="$$missing nodejs npm"; \
	command -v strace >/dev/null || missing="$$missing strace"; \
	[ -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ] || missing="$$missing nginx libnginx-mod-http-brotli-static"; \
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$$missing postgresql"; \
	[ -z "$$missing" ] || { $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $$missing; }
	@cd internal/webtest && { [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund; }
