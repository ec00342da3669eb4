"""Given names common in English, German and Dutch news: with a family name behind them they are people."""

from __future__ import annotations

from healthtech_cli.languages.places import words

FIRST_NAMES = words(
    """
    aaron adam adrian alan albert alex alexander alexandra alice alison allison amanda amy andrea andreas andrew angela
    anja anke ann anna anne annette anthony antonio arjen arnold arthur barbara bart bas ben benjamin bernard bernd
    bernhard bert beth bill birgit bob bram brenda brian bruce carl carla carlos carol caroline catherine charles
    charlotte chris christian christina christine christoph christopher cindy claire claudia colin connie craig cynthia
    dan daniel danielle david deborah dennis diana diane dieter dirk don donald donna doug douglas edward elisabeth
    elizabeth ellen emily emma eric erik ernst eva evelyn florian frank franz fred frederik friedrich gary geert george
    gerald gerard gerd gerhard gert gijs glenn gordon greg gregory guido gustav hannah hans harald harry heather
    heidi heike heinrich heinz helen helena helmut hendrik henk henry herbert herman hermann holger howard hugo ian
    ingrid ingo isabel jack jacob jake james jamie jan jane janet jason jasper jeff jeffrey jennifer jens jeremy jeroen
    jerry jessica jim joachim joan joe joel johan johannes john jonas jonathan joost jordi jorg jose josef joseph joshua
    joyce juan judith julia julian julie jürgen jörg kai karen karin karl karsten kate katherine kathleen kathy katja
    katrin keith kelly ken kenneth kees kevin kim klaas klaus koen kristin kurt lars laura lauren laurens lawrence leo
    leon linda lisa lothar louis louise luc lucas ludwig luke lukas lutz maarten manfred marc marcel marco marcus
    margaret maria marie mario marion mark markus martijn martin martina mary matt matthew matthias maurice max maxim
    melissa michael michaela michel michelle miguel mike monica monika nancy natalie nathan neil nicholas nick nicolas
    nicole niels nina norbert oliver olivia otto pamela pascal patricia patrick paul paula peter petra phil philip
    philipp piet pieter rachel rafael rainer ralf ralph ray raymond rebecca reinhard renate rené richard rick rob
    robert roberto robin roel roger roland rolf ron ronald rudolf rüdiger ruud ryan sabine sam samantha samuel sander
    sandra sara sarah scott sean sebastian sharon silvia simon sjoerd sonja sophie stefan stefanie stephan stephanie
    stephen steve steven stuart sue susan susanne sven sylvia tanja ted teresa thomas thorsten tim timothy tina tobias
    todd tom tony torsten uwe ulrich ulrike ursula vanessa veronika vera victor victoria viktor vincent volker walter
    wayne werner wendy wilhelm willem william wolfgang wouter yvonne elon jeff satya sundar preston shane jyoti sangeen
    """
)
