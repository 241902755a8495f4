package org.batua.simulator.mobikwik;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.batua.simulator.http.Body;
import tools.jackson.databind.json.JsonMapper;

/// The two forms of an answer: XML, unless the header `payloadtype: json` asks for JSON.
enum Format {
  JSON,
  XML;

  private static final HeaderName PAYLOAD_TYPE = HeaderNames.create("payloadtype");
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final XMLOutputFactory XML_OUTPUT = XMLOutputFactory.newFactory();

  static Format of(ServerRequest request) {
    return request.headers().first(PAYLOAD_TYPE).filter("json"::equalsIgnoreCase).isPresent()
        ? JSON
        : XML;
  }

  Body write(Map<String, String> fields) {
    return switch (this) {
      case JSON -> new Body("application/json", MAPPER.writeValueAsString(fields));
      case XML -> new Body("application/xml", xml(fields));
    };
  }

  private static String xml(Map<String, String> fields) {
    StringWriter text = new StringWriter(512);
    try {
      XMLStreamWriter xml = XML_OUTPUT.createXMLStreamWriter(text);
      xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
      xml.writeStartElement("response");
      for (Map.Entry<String, String> field : fields.entrySet()) {
        xml.writeStartElement(field.getKey());
        xml.writeCharacters(field.getValue());
        xml.writeEndElement();
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing XML to memory failed", e);
    }
    return text.toString();
  }
}
