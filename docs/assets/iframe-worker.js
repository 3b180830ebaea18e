// Browsers start no worker from a file that was opened by a double click. There the search runs in a hidden frame instead.
if (location.protocol === "file:") {
  window.IFrameWorker = window.Worker = class extends EventTarget {
    constructor(url) {
      super()
      this.frame = document.createElement("iframe")
      this.frame.hidden = true
      this.waiting = []
      addEventListener("message", event => this.heard(event))
      document.body.appendChild(this.frame)
      const inside = this.frame.contentWindow
      inside.postOutside = data => window.postMessage({ frame: url, data }, "*")
      inside.document.open()
      inside.document.write(`<script>
        const bring = src => new Promise((resolve, reject) => {
          const script = document.createElement("script")
          Object.assign(script, { src, onload: resolve, onerror: reject })
          document.head.appendChild(script)
        })
        self.importScripts = (...sources) => sources.reduce((done, src) => done.then(() => bring(src)), Promise.resolve())
        self.postMessage = data => postOutside(data)
        document.currentScript.remove()
      <\/script><script src="${url}"><\/script>`)
      inside.document.close()
      this.url = url
      this.frame.addEventListener("load", () => {
        this.waiting.splice(0).forEach(data => this.tell(data))
        this.waiting = null
      })
    }
    heard({ data }) {
      if (data && data.frame === this.url) {
        const event = new MessageEvent("message", { data: data.data })
        this.dispatchEvent(event)
        if (this.onmessage) this.onmessage(event)
      }
    }
    postMessage(data) {
      this.waiting ? this.waiting.push(data) : this.tell(data)
    }
    tell(data) {
      const inside = this.frame.contentWindow
      inside.dispatchEvent(new inside.MessageEvent("message", { data }))
    }
    terminate() {
      this.frame.remove()
    }
  }
}
