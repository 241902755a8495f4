package org.batua.gateway.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeSvgTest {
  private static final String SVG = "<svg xmlns='http://www.w3.org/2000/svg'%s>%s</svg>";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<path d='M0 0h9v9z' fill='#123'/>",
        "<defs><linearGradient id='a'><stop offset='0'/></linearGradient></defs>"
            + "<rect width='9' height='9' fill='url(#a)'/>",
        "<defs><circle id='b' r='3'/></defs><use href='#b'/>",
        "<title>A shop</title><g style='opacity:.5'><circle r='3'/></g>"
      })
  void shapes_are_taken_as_they_are(String inside) {
    var text = SVG.formatted("", inside);
    assertThat(SafeSvg.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<path onclick='alert(1)'/>",
        "<g ONLOAD='alert(1)'/>",
        "<image href='https://elsewhere.example/a.png'/>",
        "<use href='https://elsewhere.example/a.svg#a'/>",
        "<use xmlns:x='http://www.w3.org/1999/xlink' x:href='data:image/svg+xml,x'/>",
        "<rect fill='url(https://elsewhere.example/a.svg#a)'/>",
        "<rect style='fill:u\\72l(//elsewhere.example)'/>",
        "<rect style='background:image-set(&quot;//elsewhere.example&quot;)'/>",
        "<style>@import '//elsewhere.example';</style>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
        "<a href='javascript:alert(1)'><path/></a>",
        "<animate attributeName='href' to='javascript:alert(1)'/>",
        "<g xml:base='https://elsewhere.example/'/>",
        "<html xmlns='http://www.w3.org/1999/xhtml'/>",
        "<?xml-stylesheet href='//elsewhere.example'?>"
      })
  void what_runs_or_loads_is_refused(String inside) {
    var text = SVG.formatted("", inside);
    assertThatThrownBy(() -> SafeSvg.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("svg: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<svg>",
        "<svg/>",
        "<g xmlns='http://www.w3.org/2000/svg'/>",
        "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>",
        "<!DOCTYPE svg SYSTEM 'file:///etc/passwd'><svg xmlns='http://www.w3.org/2000/svg'/>",
        "<?xml version='1.0' encoding='UTF-16'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        "data:image/png;base64,AAAA",
        "data:image/png;base64,?"
      })
  void what_is_no_svg_is_refused(String text) {
    assertThatThrownBy(() -> SafeSvg.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_large_or_deep_one_is_refused() {
    var large = SVG.formatted("", "<!--" + "x".repeat(SafeSvg.BYTES_MAX) + "-->");
    assertThatThrownBy(() -> SafeSvg.parse(large)).hasMessageContaining("larger than");
    var deep = SVG.formatted("", "<g>".repeat(40) + "</g>".repeat(40));
    assertThatThrownBy(() -> SafeSvg.parse(deep)).hasMessageContaining("deep");
  }

  @Test
  void a_png_becomes_an_svg_of_its_size() {
    var png = ByteBuffer.allocate(32).putLong(0x89504e470d0a1a0aL);
    png.putInt(16, 40).putInt(20, 24);
    var url = "data:image/png;base64," + Base64.getEncoder().encodeToString(png.array());
    assertThat(SafeSvg.parse(url).text()).contains("viewBox=\"0 0 40 24\"").contains(url);
    png.putInt(16, 100_000);
    assertThatThrownBy(() -> SafeSvg.ofPng(png.array())).hasMessageContaining("side of 100000");
  }
}
